import type { Sample } from '../src/measure/rounds.ts';
import { planPeers } from '../src/peers/plan.ts';
import { peersReport } from '../src/peers/report.ts';
import { type SystemId, systems } from '../src/peers/systems.ts';

const about = {
  machine: { cores: 2, memoryGiB: 4, platform: 'linux-x64', node: 'v24.0.0' },
  measuredAt: '2026-01-02T03:04:05.000Z',
};

const options = { followers: 5, quorum: 3, connections: 64, seconds: 5, rounds: 2 };
const versions: Readonly<Record<string, string>> = {
  'redis-server': '7.0.15',
  postgres: '15.18',
  etcd: '3.4.23',
};

/** Two rounds, the second a tenth faster; each system a little slower than the one before. */
export function samplePeers(
  change: (sample: Sample) => Sample = sample => sample,
  only: readonly SystemId[] = systems.map(({ id }) => id),
) {
  const plan = planPeers(options, only, name => ({ path: name, version: versions[name]! }));
  const samples = [0, 1].flatMap(round =>
    plan.planned.map(({ target }, i): Sample => {
      const count = (20_000 - 2000 * i) * 5 * (1 + round / 10);
      return {
        target: target.name,
        cell: target.cells[0]!,
        round,
        seconds: 5,
        latency: { count, meanMs: 2, medianMs: 1.5, p95Ms: 5, p99Ms: 8.25, maxMs: 20 },
        failures: {},
        serverCpuSeconds: (count / 10_000) * (1 + i),
        loadCpuSeconds: count / 50_000,
        levelMs: 12,
        identical: target.name === 'bare Fastify' ? null : true,
      };
    }),
  );
  return peersReport(options, plan, samples.map(change), about);
}
