import { readFileSync } from 'node:fs';

/** Linux reports CPU time to user space in ticks of 10 ms, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

/** User and system time that these processes have spent since they started; null where there is no /proc. */
export function cpuSeconds(pids: readonly number[]): number | null {
  let ticks = 0;
  for (const pid of pids) {
    let stat: string;
    try {
      stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    } catch {
      return null;
    }
    ticks += cpuTicks(stat);
  }
  return ticks / TICKS_PER_SECOND;
}

/** utime + stime of one `/proc/PID/stat` line; see proc_pid_stat(5). */
export function cpuTicks(stat: string): number {
  // The second field, the command, may hold spaces and parentheses: count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
