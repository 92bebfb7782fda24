import { readFileSync } from 'node:fs';

/** What a shared machine gave to those who measure on it. */
export interface HostSample {
  /** Milliseconds that a fixed piece of work took at best: longer when the machine is slower. */
  readonly taskMs: number;
  /** Part, from 0 to 1, of all cores' time that the hypervisor gave to other guests; null where nobody tells. */
  readonly stolen: number | null;
}

const TRIES = 20;
const STEPS = 100_000;

/** Watches the machine, not the processes on it: its speed, and the time that it is not there at all. */
export class HostMeter {
  #before = readCpuTimes();

  constructor() {
    // V8 compiles it, so that the first sample is no slower than the others.
    bestTaskMs();
  }

  /** Since the sample before, or since the meter was made. Keeps the thread for a few milliseconds. */
  sample(): HostSample {
    const [before, now] = [this.#before, readCpuTimes()];
    this.#before = now;
    return { taskMs: bestTaskMs(), stolen: before && now && stolenPart(before, now) };
  }
}

export interface CpuTimes {
  readonly total: number;
  readonly stolen: number;
}

/** Null if no time has passed. */
export function stolenPart(before: CpuTimes, now: CpuTimes): number | null {
  const total = now.total - before.total;
  return total > 0 ? (now.stolen - before.stolen) / total : null;
}

/** All cores together, in ticks, of `/proc/stat`; see proc_stat(5). */
export function parseCpuTimes(stat: string): CpuTimes {
  // "guest" and "guest_nice", behind "steal", are part of "user" and "nice" already.
  const ticks = /^cpu +(.*)$/m.exec(stat)![1]!.split(' ').slice(0, 8).map(Number);
  return { total: ticks.reduce((sum, one) => sum + one, 0), stolen: ticks[7]! };
}

function readCpuTimes(): CpuTimes | null {
  try {
    return parseCpuTimes(readFileSync('/proc/stat', 'latin1'));
  } catch {
    return null;
  }
}

/** The best of some tries: what others on the same cores take from the rest is no matter of the machine's speed. */
function bestTaskMs(): number {
  let best = Infinity;
  for (let i = 0; i < TRIES; i++) {
    const startMs = performance.now();
    task();
    best = Math.min(best, performance.now() - startMs);
  }
  return best;
}

/** xorshift32 (Marsaglia): integers only, and no memory, so that it shows the core's speed and nothing else. */
function task(): number {
  let state = 1;
  for (let i = 0; i < STEPS; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}
