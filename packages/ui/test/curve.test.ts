import type { CurvePoint } from '@quorate/protocol';
import t from 'tap';
import { rowsOf } from '../src/curve/rows.ts';
import { scaleFor, spread, topOf } from '../src/curve/scale.ts';
import { verdict } from '../src/curve/verdict.ts';

const point = (quorum: number, p50Ms: number, count = 100): CurvePoint => ({
  quorum,
  count,
  p50Ms,
  p95Ms: 2 * p50Ms,
  p99Ms: 3 * p50Ms,
});
const five = [point(1, 1), point(2, 1.5), point(3, 2.1), point(4, 2.6), point(5, 3.7)];

t.test('a row for each quorum, with what may fail and who reached it', async t => {
  const rows = rowsOf([point(1, 1), point(2, 2, 49)], [point(3, 9)], 3);
  t.match(rows, [
    { quorum: 1, mayFail: 2, share: 1, isReliable: true, earlier: undefined },
    { quorum: 2, mayFail: 1, share: 0.49, isReliable: false },
    { quorum: 3, mayFail: 0, share: 0, isReliable: false, recent: undefined, earlier: { p50Ms: 9 } },
  ]);
  t.strictSame(
    rowsOf([], [], 2).map(({ quorum, recent }) => [quorum, recent]),
    [
      [1, undefined],
      [2, undefined],
    ],
  );
});

const say = (recent: readonly CurvePoint[], writeQuorum: number, otherQuorum: number, live = 5) =>
  verdict({ rows: rowsOf(recent, [], 5), writeQuorum, otherQuorum, live });

t.test('the verdict says what it costs, what it gives, and what another would', async t => {
  const cases: readonly [string | undefined, string][] = [
    [
      say(five, 3, 5),
      'A write now takes 2.1 ms (p50) with quorum 3 and survives two lost followers; quorum 5 would cost 1.6 ms more and stop with the first one.',
    ],
    [
      say(five, 3, 1),
      'A write now takes 2.1 ms (p50) with quorum 3 and survives two lost followers; quorum 1 would save 1.1 ms and survive four.',
    ],
    [
      say(five, 5, 4),
      'A write now takes 3.7 ms (p50) with quorum 5 and stops with the first lost follower; quorum 4 would save 1.1 ms and survive one.',
    ],
    [say(five, 3, 3), 'A write now takes 2.1 ms (p50) with quorum 3 and survives two lost followers.'],
    [
      say([...five.slice(0, 3), point(4, 2.12)], 3, 4),
      'A write now takes 2.1 ms (p50) with quorum 3 and survives two lost followers; quorum 4 would cost as much and survive one.',
    ],
  ];
  for (const [said, expected] of cases) t.equal(said, expected);
});

t.test('the verdict knows of followers that are lost already', async t => {
  t.match(
    say(five.slice(0, 4), 3, 5, 4),
    /two lost followers, one of which is lost already; quorum 5 would be refused, since only four answer\.$/,
  );
  t.match(say(five.slice(0, 3), 3, 2, 3), /two lost followers, which are lost already;/);
  t.match(say(five.slice(0, 4), 4, 2, 4), /survives one lost follower, which is lost already;/);
  t.equal(say(five, 3, 5, 1), 'Writes are refused now: quorum 3 needs three followers, and one answers.');
  t.equal(say(five, 3, 5, 0), 'Writes are refused now: quorum 3 needs three followers, and none answers.');
});

t.test('the verdict does not guess', async t => {
  t.equal(say([], 3, 5), undefined);
  t.match(say([...five.slice(0, 4), point(5, 900, 10)], 3, 5), /too few writes reached quorum 5/);
});

t.test('a scale begins at 0, holds everything, and has round steps', async t => {
  for (const most of [0, 0.3, 1, 2.1, 9.99, 47, 1_000, 12_345]) {
    const { max, ticks } = scaleFor(most);
    t.ok(max >= most, `${max} holds ${most}`);
    t.equal(ticks[0], 0);
    t.ok(ticks.length >= 3 && ticks.length <= 6, `${ticks.length} ticks`);
    t.ok(Math.abs(ticks.at(-1)! - max) < 1e-9);
  }
  t.strictSame(scaleFor(47).ticks, [0, 10, 20, 30, 40, 50]);
});

t.test('a p99 or p95 far above does not flatten the chart', async t => {
  t.equal(topOf([{ ...point(1, 1), p95Ms: 90, p99Ms: 500 }], []), 3);
  t.equal(topOf([{ ...point(1, 10), p99Ms: 22 }], []), 22);
  t.equal(topOf([], [point(1, 10)]), 10);
  t.equal(topOf([], []), 0);
});

t.test('labels keep their distance, and their order', async t => {
  t.strictSame(spread([100, 50, 10], 14), [100, 50, 10]);
  t.strictSame(spread([100, 98, 95], 14), [100, 86, 72]);
});
