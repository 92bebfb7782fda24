import t from 'tap';
import { renderSvg } from '../src/chart/svg.ts';
import { soakChart } from '../src/soak/chart.ts';
import { soakMarkdown } from '../src/soak/document.ts';
import type { SoakResult } from '../src/soak/run.ts';
import { sampleSoak } from './sample-soak.ts';

t.test('a soak as it should be', async t => {
  const report = sampleSoak();
  t.equal(report.passed, true, report.verdict);
  t.matchSnapshot(soakMarkdown(report));
  const { windows, samples, hosts, ...rest } = report;
  const short = {
    windows: windows.slice(12, 13),
    samples: samples.slice(0, 1),
    hosts: { peak: hosts.peak.slice(0, 1), hold: hosts.hold.slice(0, 1) },
  };
  t.matchSnapshot(JSON.stringify({ ...rest, ...short }, null, 2));
});

t.test('whatever does not hold fails, and is named', async t => {
  const spoilers: [string, (result: SoakResult) => SoakResult][] = [
    ['errors: 3 × 500 INTERNAL', spoilWindow(5, window => ({ ...window, failures: { '500 INTERNAL': 3 } }))],
    ['p99 of writes, no fault: at most 101 ms', spoilP99(0, 101)],
    ['p99 of writes, fault of one follower: at most 1,001 ms', spoilP99(2, 1_001)],
    ['p99 of writes, restart of the leader: at most 5,001 ms', spoilP99(12, 5_001)],
    [
      'memory of each process: at most 1.16 ×',
      result => ({
        ...result,
        samples: result.samples.map(one => (one.atMs > 180_000 ? { ...one, residentMb: 237 } : one)),
      }),
    ],
    [
      'recovery: kill of follower-1 never mended',
      result => ({ ...result, faults: [{ ...result.faults[0]!, recoveredMs: null }] }),
    ],
    ['recovery: follower-2 died by itself', result => ({ ...result, deaths: ['follower-2'] })],
    ['replicas: DIFFERENT', result => ({ ...result, check: { ...result.check, identical: false } })],
    ['a follower did not become level', result => ({ ...result, check: { ...result.check, levelMs: null } })],
    [
      'acknowledged writes: not on 1 keys',
      result => ({ ...result, check: { ...result.check, lost: ['key-7'] } }),
    ],
  ];
  for (const [text, spoil] of spoilers) {
    const report = sampleSoak(spoil);
    t.equal(report.passed, false, text);
    t.match(report.verdict, `FAILED: `);
    t.match(report.verdict, text);
  }
});

t.test(
  'a window of which others had more, and the next one, are told apart and fail all the same',
  async t => {
    for (const place of [3, 4]) {
      const { passed, verdict } = sampleSoak(spoilP99(place, 150));
      t.equal(passed, false);
      t.match(verdict, 'at most 150 ms in 21 windows');
      t.match(verdict, 'at most 12.0 ms in the 19 undisturbed');
    }
    const untold = sampleSoak(result => {
      const hosts = result.hosts.hold.map(({ taskMs }) => ({ taskMs, stolen: null }));
      return { ...result, hosts: { peak: hosts, hold: hosts } };
    });
    t.strictSame(
      untold.phases.map(({ undisturbed }) => undisturbed),
      [null, null, null],
    );
  },
);

t.test('the chart has four panels, the faults, and every process', async t => {
  const svg = await renderSvg(soakChart(sampleSoak()));
  for (const text of [
    'A soak of four minutes',
    'requests per second',
    'latency of writes',
    'memory of each process',
    'the machine',
    'follower-1',
    'kill, freeze, restart',
    '>p99<',
  ]) {
    t.ok(svg.includes(text), text);
  }
  t.notMatch(svg, /NaN|undefined/);
});

function spoilWindow(
  place: number,
  spoil: (window: SoakResult['windows'][number]) => SoakResult['windows'][number],
) {
  return (result: SoakResult): SoakResult => ({
    ...result,
    windows: result.windows.map((window, i) => (i === place ? spoil(window) : window)),
  });
}

function spoilP99(place: number, p99Ms: number) {
  return spoilWindow(place, window => ({ ...window, writes: { ...window.writes, p99Ms } }));
}
