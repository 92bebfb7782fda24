import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from './cpu.ts';
import type { LatencySummary } from './latency.ts';
import { type Failures, Recorder } from './recorder.ts';

/** One setting that a target is measured at. */
export interface Cell {
  readonly connections: number;
  /** Acks that each write waits for; null where the target has no such choice. */
  readonly quorum: number | null;
}

/** Something that takes writes: Quorate itself, or what it is compared with. */
export interface Target {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** May leave nothing running when it rejects. */
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  /** Of every server process, for their CPU time. */
  readonly pids: readonly number[];
  /** Sends writes until `signal` aborts; then resolves. */
  drive(cell: Cell, recorder: Recorder, signal: AbortSignal): Promise<void>;
  /** After each drive: lets replication settle, and says whether the replicas agree. */
  settle(signal: AbortSignal): Promise<Settled>;
  stop(): Promise<void>;
}

interface Settled {
  /** From the end of the load until every replica had everything; null: not within the limit. */
  readonly levelMs: number | null;
  /** Null where there is nothing to compare. */
  readonly identical: boolean | null;
}

export interface Sample extends Settled {
  readonly target: string;
  readonly cell: Cell;
  readonly round: number;
  readonly seconds: number;
  readonly latency: LatencySummary;
  readonly failures: Failures;
  /** Of all server processes together; null where there is no /proc. */
  readonly serverCpuSeconds: number | null;
  readonly loadCpuSeconds: number;
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly warmupMs: number;
  readonly windowMs: number;
  readonly signal: AbortSignal;
  onCell(text: string): void;
  onSample(sample: Sample): void;
}

/**
 * Measures every target once in every round, each alone on the machine, and starts each round with another one:
 * what disturbs the machine for a while then falls on all of them.
 */
export async function runRounds(targets: readonly Target[], options: RoundsOptions): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < targets.length; i++) {
      const target = targets[(i + round) % targets.length]!;
      options.signal.throwIfAborted();
      const running = await target.start();
      try {
        for (const cell of target.cells) {
          options.onCell(`round ${round + 1} of ${options.rounds}: ${describeCell(target.name, cell)}`);
          const measured = await measureCell(running, cell, options);
          const settled = await running.settle(options.signal);
          const sample = { target: target.name, cell, round, ...measured, ...settled };
          samples.push(sample);
          options.onSample(sample);
        }
      } finally {
        await running.stop();
      }
    }
  }
  return samples;
}

export function describeCell(target: string, { connections, quorum }: Cell): string {
  return `${target}, ${connections} connections${quorum === null ? '' : `, quorum ${quorum}`}`;
}

async function measureCell(running: RunningTarget, cell: Cell, options: RoundsOptions) {
  const recorder = new Recorder();
  const enough = new AbortController();
  const signal = AbortSignal.any([options.signal, enough.signal]);
  const driving = running.drive(cell, recorder, signal);
  // Awaited only below; until then a failure of the load must not count as unhandled.
  driving.catch(() => enough.abort());
  try {
    await sleep(options.warmupMs, undefined, { signal });
    const before = { at: performance.now(), servers: cpuSeconds(running.pids), load: process.cpuUsage() };
    recorder.open();
    await sleep(options.windowMs, undefined, { signal });
    recorder.close();
    const servers = cpuSeconds(running.pids);
    const load = process.cpuUsage(before.load);
    return {
      seconds: (performance.now() - before.at) / 1000,
      latency: recorder.latencies.summary(),
      failures: recorder.failures,
      serverCpuSeconds: servers === null || before.servers === null ? null : servers - before.servers,
      loadCpuSeconds: (load.user + load.system) / 1e6,
    };
  } finally {
    enough.abort();
    await driving;
  }
}
