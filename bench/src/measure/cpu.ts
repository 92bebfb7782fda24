import { readdirSync, readFileSync } from 'node:fs';

/** Linux reports CPU time to user space in ticks of 10 ms, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

/**
 * User and system time that these processes and all that descend from them have spent since they started; null
 * where there is no /proc. Descendants that have ended count too, once their parent has taken note of it.
 */
export function cpuSeconds(pids: readonly number[]): number | null {
  const stats = new Map<number, string>();
  for (const pid of runningPids()) {
    const stat = readStat(pid);
    if (stat !== null) stats.set(pid, stat);
  }
  if (!pids.every(pid => stats.has(pid))) return null;
  const ticks = withDescendants(pids, stats).reduce((sum, pid) => sum + cpuTicks(stats.get(pid)!), 0);
  return ticks / TICKS_PER_SECOND;
}

/** The sum of utime, stime, cutime and cstime of one `/proc/PID/stat` line; see proc_pid_stat(5). */
export function cpuTicks(stat: string): number {
  const fields = afterCommand(stat);
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

/** `pids` and all their descendants, by the parents that the stat lines name. */
export function withDescendants(pids: readonly number[], stats: ReadonlyMap<number, string>): number[] {
  const family = new Set(pids);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const [pid, stat] of stats) if (family.has(Number(afterCommand(stat)[1]))) family.add(pid);
  }
  return [...family];
}

/** The fields from the third on. The second, the command, may hold spaces and parentheses: count from its end. */
function afterCommand(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function runningPids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function readStat(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
}
