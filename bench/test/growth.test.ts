import t from 'tap';
import { renderSvg } from '../src/chart/svg.ts';
import { growthChart } from '../src/growth/chart.ts';
import { growthMarkdown } from '../src/growth/document.ts';
import { allPoints, pointName, quorumOf, series } from '../src/growth/points.ts';
import { growthReport } from '../src/growth/report.ts';
import { growthCell } from '../src/growth/target.ts';
import { makeFiller, scatter, writeBody } from '../src/growth/writes.ts';
import type { Sample } from '../src/measure/rounds.ts';

const options = {
  durabilities: ['memory' as const, 'sync' as const],
  keys: [10_000, 1_000_000],
  followers: [1, 5],
  valueBytes: [100, 64_000],
  connections: 64,
  seconds: 2,
  windows: 2,
};

/** Two windows at each point; more keys, followers or bytes make it slower. */
function sampleGrowth(change: (sample: Sample) => Sample = sample => sample) {
  const points = allPoints(options);
  const samples = points.flatMap((point, i) =>
    [0, 1].map((window): Sample => {
      const count = (20_000 - 1500 * i) * (1 + window / 10);
      return {
        target: pointName(point),
        cell: growthCell(point, options),
        round: 0,
        seconds: 2,
        latency: { count, meanMs: 2, medianMs: 1.5, p95Ms: 5, p99Ms: 8.25, maxMs: 20 },
        failures: {},
        serverCpuSeconds: count / 10_000,
        loadCpuSeconds: count / 50_000,
        levelMs: 12,
        identical: window === 1 ? true : null,
      };
    }),
  );
  const memories = points.flatMap((point, i) => {
    const leader = { residentBytes: 2e8 + i * 1e7, ownBytes: 1e8 };
    const memory = { point: pointName(point), leader, follower: { residentBytes: 1.5e8, ownBytes: 9e7 } };
    return [memory, memory];
  });
  return growthReport(options, samples.map(change), memories, {
    machine: { cores: 2, memoryGiB: 4, platform: 'linux-x64', node: 'v24.0.0' },
    measuredAt: '2026-01-02T03:04:05.000Z',
  });
}

t.test('one thing is varied at a time', async t => {
  t.matchSnapshot(allPoints(options).map(pointName).join('\n'));
  t.strictSame(
    series(options, 'followers', 'sync').map(({ followers, keys }) => [followers, keys]),
    [
      [1, 10_000],
      [5, 10_000],
    ],
  );
  t.strictSame([1, 2, 3, 4, 5].map(quorumOf), [1, 1, 2, 2, 3]);
});

t.test('writes visit every key once in a turn, neighbours far apart', async t => {
  for (const keys of [1, 2, 64, 1000, 10_000]) {
    const seen = new Set(Array.from({ length: keys }, (_, turn) => scatter(turn, keys)));
    t.equal(seen.size, keys);
  }
  t.equal(scatter(1_000_005, 1_000_000), scatter(5, 1_000_000));
});

t.test('a value has just the bytes asked for', async t => {
  const [point] = series(options, 'keys', 'sync');
  const { key, value } = JSON.parse(writeBody(point!, makeFiller(100), 42));
  t.equal(key, 'key-42');
  t.equal(value.length, 100);
});

t.test('a report as it should be', async t => {
  const report = sampleGrowth();
  t.equal(report.passed, true);
  // The explanations are prose, to be revised freely.
  t.matchSnapshot(growthMarkdown(report).replace(/(## Why it bends\n)[\s\S]*(\n## How)/, '$1…$2'));
  t.matchSnapshot(JSON.stringify({ ...report, cells: report.cells.slice(0, 1) }, null, 2));
});

t.test('a report with faults says where', async t => {
  const failing = sampleGrowth(sample => ({ ...sample, levelMs: null, serverCpuSeconds: null }));
  t.equal(failing.passed, false);
  t.match(
    failing.verdict,
    'FAILED: memory, 10,000 keys, 5 followers, 100 bytes, 64 connections, quorum 3: a follower',
  );
  t.match(growthMarkdown(failing), '| n/a |');
});

t.test('the chart has a row for each variable', async t => {
  const svg = await renderSvg(growthChart(sampleGrowth()));
  for (const text of ['writes per second', 'memory of a node, MB', '>1M<', '>64k<', 'mean of followers']) {
    t.ok(svg.includes(text), text);
  }
  t.notMatch(svg, /NaN|undefined/);
});
