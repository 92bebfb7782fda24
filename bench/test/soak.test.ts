import { seededRandom } from '@quorate/leader';
import fc from 'fast-check';
import t from 'tap';
import { connectionKind, isExpected } from '../src/soak/errors.ts';
import { SoakLedger } from '../src/soak/ledger.ts';
import { Mixture, SOAK_KEYS, writerOf } from '../src/soak/mixture.ts';
import { Outages } from '../src/soak/outages.ts';
import { closedPace, OVERTIME_MS, openPace } from '../src/soak/pace.ts';
import { planFaults, soakFaultKinds } from '../src/soak/plan.ts';
import { Rests } from '../src/soak/reader.ts';
import { sortOf } from '../src/soak/summary.ts';
import { slope, trend } from '../src/soak/trend.ts';
import { Windows } from '../src/soak/windows.ts';
import { soakOptions } from './sample-soak.ts';

const tenMinutes = { ...soakOptions, holdMs: 600_000 };

t.test('the same seed gives the same faults, another one others', async t => {
  t.strictSame(planFaults(tenMinutes), planFaults(tenMinutes));
  t.notSame(planFaults(tenMinutes), planFaults({ ...tenMinutes, seed: 2 }));
  const lines = planFaults({ ...tenMinutes, holdMs: 200_000 }).map(
    ({ kind, atMs, follower, durationMs }) =>
      `${atMs / 1000} s: ${kind} ${follower === null ? 'leader' : follower + 1}, ${durationMs} ms`,
  );
  t.matchSnapshot(lines.join('\n'));
});

t.test('never more than one fault at a time, and room to mend before the end', async () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.nat(),
        holdMs: fc.integer({ min: 10_000, max: 3_600_000 }),
        faultEveryMs: fc.integer({ min: 10_000, max: 60_000 }),
        kinds: fc.subarray([...soakFaultKinds], { minLength: 1 }),
      }),
      options => {
        const faults = planFaults({ ...soakOptions, ...options });
        let beforeEndsMs = 0;
        for (const { atMs, durationMs, follower, kind } of faults) {
          if (atMs <= beforeEndsMs || atMs >= options.holdMs) return false;
          if ((follower === null) !== (kind === 'restart')) return false;
          if (!options.kinds.includes(kind)) return false;
          if (follower !== null && (follower < 0 || follower >= soakOptions.followers)) return false;
          beforeEndsMs = atMs + durationMs;
        }
        return true;
      },
    ),
  );
});

t.test(
  'ten minutes have every kind again and again, two restarts of the leader, and every follower',
  async t => {
    const faults = planFaults(tenMinutes);
    t.equal(faults.length, 29);
    for (const kind of soakFaultKinds) {
      const count = faults.filter(fault => fault.kind === kind).length;
      if (kind === 'restart') t.equal(count, 2);
      else t.ok(count >= 4, `${count} × ${kind}`);
    }
    t.equal(new Set(faults.map(({ follower }) => follower)).size, 6);
  },
);

t.test('an open loop owes what a stall held up, from when it was due', async t => {
  const pace = openPace(100, 1_000, 1_100);
  t.strictSame(pace.take(1_000), { dueMs: 1_000 });
  t.equal(pace.lagMs(1_005), 0, 'nothing is due yet');
  // Nobody came for 50 ms.
  t.equal(pace.lagMs(1_060), 50);
  t.strictSame(pace.take(1_060), { dueMs: 1_010 }, 'due long ago');
  let count = 2;
  while (pace.take(5_000)) count++;
  t.equal(count, 10, 'all of them, and no more');
  t.equal(pace.lagMs(9_000), 0);
  t.equal(pace.owed(), 0);
});

t.test('an open loop owes the same whenever it begins', async t => {
  const startMs = 8_146.908_36;
  t.ok(((startMs + 150 - startMs) * 160) / 1000 > 24, 'by a rounding error');
  t.equal(openPace(160, startMs, startMs + 150).owed(), 24);
});

t.test('what a service never came to is not sent for ever, but owed', async t => {
  const pace = openPace(100, 0, 1_000);
  for (let i = 0; i < 7; i++) pace.take(900);
  t.type(pace.take(1_000 + OVERTIME_MS), 'object');
  t.equal(pace.take(1_001 + OVERTIME_MS), null);
  t.equal(pace.owed(), 92);
});

t.test('a closed loop is never behind', async t => {
  const pace = closedPace(10);
  t.strictSame(pace.take(9), { dueMs: 9 });
  t.equal(pace.take(10), null);
  t.equal(pace.lagMs(9), 0);
});

t.test('latency falls into the window in which the request was due', async t => {
  const windows = new Windows(1_000, 100, 2);
  windows.success('writes', 1_010, 1_150);
  windows.success('reads', 1_110, 1_115);
  windows.failure('503 NOT_READY', 1_500);
  const [first, second] = windows.figures();
  t.match(first, { writesPerSecond: 0, writes: { count: 1, maxMs: 140 }, reads: { count: 0 } });
  t.match(second, { writesPerSecond: 10, readsPerSecond: 10, writes: { count: 0 }, reads: { count: 1 } });
  t.strictSame(second!.failures, { '503 NOT_READY': 1 });
});

t.test(
  'a window belongs to a fault that touches it, until all is mended, and to a restart before any other',
  async t => {
    const [window] = new Windows(0, 100, 3).figures().slice(1, 2);
    const fault = (kind: 'kill' | 'restart', fromMs: number, recoveredMs: number | null) => ({
      kind,
      node: 'x',
      fromMs,
      endedMs: fromMs,
      recoveredMs,
    });
    t.equal(sortOf(window!, []), 'quiet');
    t.equal(sortOf(window!, [fault('kill', 0, 99), fault('restart', 200, 250)]), 'quiet');
    t.equal(sortOf(window!, [fault('kill', 0, 100)]), 'fault');
    t.equal(sortOf(window!, [fault('kill', 0, null)]), 'fault');
    t.equal(sortOf(window!, [fault('kill', 199, 300)]), 'fault');
    t.equal(sortOf(window!, [fault('kill', 120, 130), fault('restart', 140, 150)]), 'restart');
  },
);

t.test('the slope is that of least squares', async t => {
  t.equal(slope([[0, 1], [1, 3], [2, 5]]), 2); // biome-ignore format: points
  t.equal(slope([[0, 0], [1, 3], [2, 0]]), 0); // biome-ignore format: points
  t.equal(slope([[1, 1]]), null); // biome-ignore format: points
  t.equal(slope([[1, 1], [1, 2]]), null); // biome-ignore format: points
});

t.test('a trend leaves out the first quarter, and is not told from a few samples', async t => {
  const warm = Array.from({ length: 40 }, (_, x): [number, number] => [x, x < 10 ? 10 * x : 100]);
  t.strictSame(trend(warm), { secondQuarter: 100, lastQuarter: 100, slope: 0 });
  const leak = Array.from({ length: 40 }, (_, x): [number, number] => [x, 100 + x]);
  t.match(trend(leak), { secondQuarter: 119, lastQuarter: 139, slope: 1 });
  t.equal(trend(leak.slice(0, 23)), null);
  const givenBack = Array.from({ length: 40 }, (_, x): [number, number] => [x, x > 12 && x < 20 ? 50 : 100]);
  t.match(trend(givenBack), { secondQuarter: 100, lastQuarter: 100 }, 'what was taken again has not grown');
});

t.test(
  'only documented errors that may be sent again are expected, and broken connections of nodes that are down',
  async t => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    for (const kind of ['503 NOT_READY', '504 QUORUM_TIMEOUT', connectionKind(refused, true)])
      t.equal(isExpected(kind), true, kind);
    for (const kind of [
      '500 INTERNAL',
      '503 INTERNAL',
      '503',
      '503 SOMETHING',
      '400 INVALID_REQUEST',
      'given up',
      'never sent',
      '200 older than minVersion',
      connectionKind(refused, false),
    ])
      t.equal(isExpected(kind), false, kind);
  },
);

t.test('a node counts as down for what was under way while it was', async t => {
  const outages = new Outages();
  t.equal(outages.touched('a', 0), false);
  outages.begin('a');
  t.equal(outages.touched('a', 5), true);
  outages.end('a', 10);
  t.equal(outages.touched('a', 9), true);
  t.equal(outages.touched('a', 11), false);
  t.equal(outages.touched('b', 0), false);
});

t.test('readers pass over a follower that rests, and find none if all do', async t => {
  const rests = new Rests();
  rests.rest('a', 0);
  t.strictSame([rests.next(['a', 'b'], 1), rests.next(['a', 'b'], 1)], ['b', 'b']);
  rests.rest('b', 0);
  t.equal(rests.next(['a', 'b'], 1), undefined);
  t.type(rests.next(['a', 'b'], 1_000), 'string');
});

t.test('the mixture has all that it says, over keys that do not end', async t => {
  const mixture = new Mixture(seededRandom(1));
  const writes = Array.from({ length: 4_000 }, () => mixture.write());
  const count = (kind: string) => writes.filter(write => write.kind === kind).length / 200;
  t.ok(count('POST') > 7 && count('PUT') > 5 && count('keyed POST') > 0.5);
  t.ok(count('DELETE') > 1.3 && count('batch') > 0.5);
  const batch = writes.find(({ kind }) => kind === 'batch')!;
  t.equal(new Set(batch.keys).size, 10);
  t.ok(new Set(writes.flatMap(({ keys }) => keys)).size <= SOAK_KEYS);
  const { request, id } = writes.find(({ kind }) => kind === 'PUT')!;
  const [head, body] = request.split('\r\n\r\n');
  t.match(head, `content-length: ${body!.length}`);
  t.equal(JSON.parse(body!).length, 100);
  t.equal(writerOf(JSON.parse(body!)), id);
  t.match(new Mixture(seededRandom(1)).write(), writes[0]!);
});

t.test('the ledger finds what was lost, and allows what is in doubt', async t => {
  const ledger = new SoakLedger();
  const write = (id: number, deletes = false) => ({ id, keys: ['k'], deletes });
  const dump = (version: number, id: number) => new Map([['k', { version, value: `value-${id}-abc` }]]);
  ledger.acknowledge(write(1), 10);
  ledger.acknowledge(write(0), 9);
  t.equal(ledger.versionOf('k'), 10);
  t.strictSame(ledger.lost(dump(10, 1)), []);
  t.strictSame(ledger.lost(dump(9, 0)), ['k'], 'an older write stands');
  t.strictSame(ledger.lost(dump(10, 7)), ['k'], 'another value under the version');
  t.strictSame(ledger.lost(dump(11, 2)), ['k'], 'a newer write that nobody sent');
  t.strictSame(ledger.lost(new Map()), ['k'], 'gone');
  ledger.doubt(write(2));
  t.strictSame(ledger.lost(dump(11, 2)), []);
  t.strictSame(ledger.lost(dump(9, 2)), ['k'], 'what is in doubt may not be older');
  t.strictSame(ledger.lost(new Map()), ['k']);
  ledger.doubt(write(3, true));
  t.strictSame(ledger.lost(new Map()), []);
  ledger.acknowledge(write(4, true), 12);
  t.strictSame(ledger.lost(dump(10, 1)), ['k'], 'the deletion was lost');
  ledger.acknowledge({ id: 5, keys: ['a', 'b'], deletes: false }, 20);
  t.equal(ledger.versionOf('b'), 21);
});
