import { readFileSync } from 'node:fs';
import type { Round } from '../src/nemesis/fault.ts';
import { type RunOptions, type RunResult, run } from '../src/run.ts';

/** Settings that load a sabotaged follower in every follower's process. */
export function sabotage(name: string): (id: string) => Record<string, string> {
  const preload = new URL('./sabotage/preload.ts', import.meta.url).href;
  return id => (id.startsWith('follower') ? { NODE_OPTIONS: `--import=${preload}`, SABOTAGE: name } : {});
}

/** A short run of these rounds. */
export function shortRun(rounds: Iterable<Round>, more: Partial<RunOptions> = {}): Promise<RunResult> {
  return run({
    seed: 7,
    seconds: 10,
    durability: 'sync',
    followers: 3,
    writeQuorum: 2,
    clients: 8,
    keys: 10,
    ratePerSecond: 150,
    rounds,
    signal: new AbortController().signal,
    onEvent: () => {},
    ...more,
  });
}

/** Time for clients to write while all is well. */
export const peace: Round = {
  faults: [{ kind: 'delay', followers: [], delayMs: 0, holdMs: 1_500 }],
  fromLevel: false,
  pauseMs: 0,
};

/** Whether a process runs; one that has ended but was not waited for does not. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 20));
}
