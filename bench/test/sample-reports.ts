import type { Sample } from '../src/measure/rounds.ts';
import { sweepReport } from '../src/sweep/report.ts';
import type { QuorumResult } from '../src/sweep/run.ts';
import { quorumTheory } from '../src/sweep/theory.ts';
import { throughputReport } from '../src/throughput/report.ts';

const about = {
  machine: { cores: 2, memoryGiB: 4, platform: 'linux-x64', node: 'v24.0.0' },
  measuredAt: '2026-01-02T03:04:05.000Z',
};

const sweepOptions = {
  followers: 5,
  writes: 100,
  minDelayMs: 0,
  maxDelayMs: 1000,
  seed: 1,
  durability: 'sync' as const,
};

/** A sweep in which every measured figure lies 10 ms above the theory; `change` may spoil one quorum. */
export function sampleSweep(change: (result: QuorumResult) => QuorumResult = result => result) {
  const results = [1, 2, 3, 4, 5].map((quorum): QuorumResult => {
    const theory = quorumTheory(sweepOptions, quorum, sweepOptions.writes);
    const meanMs = theory.meanMs + 10;
    const latency = {
      count: 100,
      meanMs,
      medianMs: meanMs,
      p95Ms: meanMs + 50,
      p99Ms: theory.p99Ms + 10,
      maxMs: 1010,
    };
    const replicas = { identical: true, entries: 100 * quorum, missing: 0 };
    return { quorum, latency, successRate: 1, failures: {}, theory, levelMs: 100, replicas };
  });
  return sweepReport(sweepOptions, results.map(change), about);
}

const throughputOptions = {
  followers: 5,
  durabilities: ['memory' as const, 'sync' as const],
  connections: [1, 64],
  quorums: [1, 3],
  seconds: 5,
  rounds: 2,
};

/** Two rounds, the second a tenth faster; `change` may spoil a sample. */
export function sampleThroughput(change: (sample: Sample) => Sample = sample => sample) {
  const speeds: [string, number, number | null, number][] = [
    ...['Quorate memory', 'Quorate sync'].flatMap((name, i) =>
      [1, 3].flatMap((quorum): [string, number, number | null, number][] => [
        [name, 1, quorum, 1000 / (i + 1)],
        [name, 64, quorum, 20_000 / (i + 1)],
      ]),
    ),
    ['bare Fastify', 64, null, 50_000],
    ['naive replication', 64, 1, 4000],
    ['naive replication', 64, 3, 5000],
  ];
  const samples = [0, 1].flatMap(round =>
    speeds.map(([target, connections, quorum, speed]): Sample => {
      const count = speed * 5 * (1 + round / 10);
      return {
        target,
        cell: { connections, quorum },
        round,
        seconds: 5,
        latency: { count, meanMs: 2, medianMs: 1.5, p95Ms: 5, p99Ms: 8.25, maxMs: 20 },
        failures: {},
        serverCpuSeconds: count / 10_000,
        loadCpuSeconds: count / 50_000,
        levelMs: 12,
        identical: target.startsWith('Quorate') ? true : null,
      };
    }),
  );
  return throughputReport(throughputOptions, samples.map(change), about);
}
