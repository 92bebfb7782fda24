import t from 'tap';
import { cpuSeconds, cpuTicks, withDescendants } from '../src/measure/cpu.ts';
import { HostMeter, parseCpuTimes, stolenPart } from '../src/measure/host.ts';
import { Latencies } from '../src/measure/latency.ts';
import { meanMemory, parseMemory, readMemory } from '../src/measure/memory.ts';
import { addFailures, countFailures, describeFailures, Recorder } from '../src/measure/recorder.ts';
import { spread, spreadOrNull } from '../src/measure/spread.ts';

t.test('latencies are kept to a thousandth', async t => {
  const latencies = new Latencies();
  for (let ms = 1; ms <= 100; ms++) latencies.record(ms);
  const { count, ...figures } = latencies.summary();
  t.equal(count, 100);
  const expected = { meanMs: 50.5, medianMs: 50, p95Ms: 95, p99Ms: 99, maxMs: 100 };
  for (const [name, value] of Object.entries(expected)) {
    const figure = figures[name as keyof typeof figures];
    t.ok(Math.abs(figure - value) <= value / 500, `${name}: ${figure}`);
  }
});

t.test('latencies beyond both ends are kept at the ends', async t => {
  const latencies = new Latencies();
  latencies.record(0);
  latencies.record(1e12);
  t.equal(latencies.count, 2);
  t.ok(latencies.summary().maxMs >= 3_600_000);
  t.strictSame(new Latencies().summary(), { count: 0, meanMs: 0, medianMs: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 });
});

t.test('a recorder keeps what falls into its window, failures by kind', async t => {
  const recorder = new Recorder();
  recorder.success(1);
  recorder.failure('early');
  recorder.open();
  recorder.success(2);
  recorder.failure('HTTP 503');
  recorder.failure('HTTP 503');
  recorder.failure('ECONNRESET');
  recorder.close();
  recorder.success(3);
  recorder.failure('late');
  t.equal(recorder.latencies.count, 1);
  t.strictSame(recorder.failures, { ECONNRESET: 1, 'HTTP 503': 2 });
  t.equal(countFailures(recorder.failures), 3);
  t.equal(describeFailures(recorder.failures), '1 × ECONNRESET, 2 × HTTP 503');
  t.strictSame(addFailures([{ a: 1, b: 2 }, {}, { b: 3 }]), { a: 1, b: 5 });
});

t.test('a spread is the median between the extremes', async t => {
  t.strictSame(spread([3, 1, 2]), { median: 2, min: 1, max: 3 });
  t.strictSame(spread([4, 1, 2, 3]), { median: 2.5, min: 1, max: 4 });
  t.equal(spreadOrNull([1, null]), null);
  t.equal(spreadOrNull([]), null);
});

t.test('CPU time is read past a command name with spaces and parentheses', async t => {
  t.equal(cpuTicks('42 (a b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0'), 300);
  t.equal(cpuTicks('42 (a) S 1 2 3 4 5 6 7 8 9 10 250 50 7 3 20 0'), 310, 'with children that have ended');
  t.equal(cpuSeconds([2 ** 30]), null, 'no such process');
});

t.test('descendants are found whatever the order', async t => {
  const stat = (parent: number) => `0 (x) S ${parent} 0`;
  const stats = new Map([
    [9, stat(7)],
    [7, stat(5)],
    [5, stat(1)],
    [6, stat(1)],
  ]);
  t.strictSame(withDescendants([5], stats).sort(), [5, 7, 9]);
});

t.test('memory, of one process and on average', async t => {
  const memory = parseMemory('Name:\tx\nVmRSS:\t    3000 kB\nRssAnon:\t    1000 kB\n');
  t.strictSame(memory, { residentBytes: 3_072_000, ownBytes: 1_024_000 });
  t.strictSame(meanMemory([memory, { residentBytes: 0, ownBytes: 0 }]), {
    residentBytes: 1_536_000,
    ownBytes: 512_000,
  });
  t.equal(parseMemory('Name:\tx\nState:\tZ (zombie)\n'), null);
  t.equal(meanMemory([memory, null]), null);
  t.equal(meanMemory([]), null);
  t.equal(readMemory(2 ** 30), null);
});

t.test('what the machine gave: its speed, and the part of the time that others got', async t => {
  const before = parseCpuTimes('cpu  100 0 50 800 20 0 10 20 5 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n');
  t.strictSame(
    before,
    { total: 1_000, stolen: 20 },
    'what guests of this machine took is part of the first two',
  );
  const now = parseCpuTimes('cpu  200 0 70 850 20 0 10 50 9 0\n');
  t.equal(stolenPart(before, now), 30 / 200);
  t.equal(stolenPart(now, now), null);
  const { taskMs, stolen } = new HostMeter().sample();
  t.ok(taskMs > 0 && taskMs < 1_000);
  t.ok(stolen === null || (stolen >= 0 && stolen <= 1));
});
