import type { SoakOptions } from '../src/soak/options.ts';
import { soakFaultKinds } from '../src/soak/plan.ts';
import { soakReport } from '../src/soak/report.ts';
import type { SoakResult } from '../src/soak/run.ts';
import type { NodeSample } from '../src/soak/watch.ts';
import type { WindowFigures } from '../src/soak/windows.ts';

const WINDOW_MS = 10_000;
const WINDOWS = 24;

export const soakOptions: SoakOptions = {
  followers: 5,
  quorum: 3,
  durability: 'sync',
  connections: 64,
  seed: 1,
  share: 0.7,
  warmupMs: 60_000,
  peakMs: 120_000,
  holdMs: WINDOWS * WINDOW_MS,
  windowMs: WINDOW_MS,
  faultEveryMs: 20_000,
  faultMs: [5_000, 8_000],
  kinds: soakFaultKinds,
};

/** Four minutes with three faults: slower in the windows that they touch, as it should be. */
function sampleResult(change: (result: SoakResult) => SoakResult = result => result): SoakResult {
  const windows = Array.from({ length: WINDOWS }, (_, i): WindowFigures => {
    const p99Ms = i === 12 ? 2_500 : i === 2 || i === 6 ? 180 : 12;
    const latency = { count: 33_600, meanMs: 3, medianMs: 2.5, p95Ms: 8, p99Ms, maxMs: 2 * p99Ms };
    return {
      fromMs: i * WINDOW_MS,
      toMs: (i + 1) * WINDOW_MS,
      writesPerSecond: 3_360,
      readsPerSecond: 840,
      writes: latency,
      reads: { ...latency, count: 8_400 },
      failures: i === 12 ? { 'ECONNREFUSED, node down on purpose': 64, '503 NOT_READY': 7 } : {},
    };
  });
  const nodes = ['leader', 'follower-1'];
  const samples = windows.flatMap(({ toMs }, i) =>
    nodes.map((node): NodeSample => {
      const again = node === 'follower-1' && i >= 3 ? 1 : 0;
      return { node, atMs: toMs, restarts: again, residentMb: 200 + Math.min(i, 4), ownMb: 120, cores: 0.25 };
    }),
  );
  const hosts = windows.map((_, i) => ({ taskMs: i < 20 ? 0.2 : 0.25, stolen: i === 3 ? 0.104 : 0.002 }));
  return change({
    peak: { median: 6_600, min: 6_000, max: 6_900 },
    pace: 4_200,
    windows,
    faults: [
      { kind: 'kill', node: 'follower-1', fromMs: 20_001, endedMs: 27_100, recoveredMs: 28_400 },
      { kind: 'freeze', node: 'follower-4', fromMs: 60_002, endedMs: 66_000, recoveredMs: 66_300 },
      { kind: 'restart', node: 'leader', fromMs: 120_003, endedMs: 122_400, recoveredMs: 127_900 },
    ],
    samples,
    hosts: { peak: windows.slice(0, 12).map(() => ({ taskMs: 0.2, stolen: 0 })), hold: hosts },
    deaths: [],
    check: { levelMs: 12, identical: true, entries: 9_400, keys: 10_000, lost: [] },
  });
}

export function sampleSoak(change?: (result: SoakResult) => SoakResult) {
  return soakReport(soakOptions, sampleResult(change), {
    machine: { cores: 2, memoryGiB: 4, platform: 'linux-x64', node: 'v24.0.0' },
    measuredAt: '2026-01-02T03:04:05.000Z',
  });
}
