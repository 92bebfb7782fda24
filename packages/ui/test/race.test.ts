import type { LiveRace } from '@quorate/protocol';
import t from 'tap';
import { laneOf, longestMs, reachedAt } from '../src/race/lane.ts';
import { mergeRaces, type SeenRace } from '../src/race/races.ts';

const race = (version: number, startedAtMs: number, acksMs: LiveRace['acksMs'] = [1, 2, 3]): LiveRace => ({
  version,
  key: `k${version}`,
  quorum: 2,
  startedAtMs,
  acksMs,
});
const seen = (acksMs: LiveRace['acksMs'], quorum = 2): SeenRace => ({
  ...race(1, 0, acksMs),
  quorum,
  isOver: false,
});

t.test('the newest is on top, and the same version comes again in its newest state', async t => {
  const first = mergeRaces([], [race(1, 1_000, [5, null, null])], 1_100);
  t.match(first, [{ version: 1, isOver: false }]);
  const second = mergeRaces(first, [race(1, 1_000, [5, 9, null]), race(2, 2_000)], 2_000);
  t.match(second, [
    { version: 2, isOver: true },
    { version: 1, acksMs: [5, 9, null], isOver: false },
  ]);
  t.equal(mergeRaces(second, [], 4_000).at(-1)?.isOver, true, 'nothing more is heard of it');
});

t.test('they are few, and come no faster than one can follow', async t => {
  const many = Array.from({ length: 100 }, (_, i) => race(i + 1, i * 100));
  const shown = mergeRaces([], many, 10_000);
  t.equal(shown.length, 8);
  for (const [i, { startedAtMs }] of shown.slice(1).entries())
    t.ok(shown[i]!.startedAtMs - startedAtMs >= 450);
});

t.test('the quorum is reached with the ack that completes it', async t => {
  t.equal(reachedAt(seen([7, 3, 5])), 5);
  t.equal(reachedAt(seen([7, null, null])), undefined);
  t.equal(reachedAt(seen([4, 4, 9])), 4);
});

t.test('a lane tells the early acks from the late and the missing', async t => {
  t.strictSame(laneOf(seen([8, 2, 4, null]), 8), {
    bars: [
      { follower: 1, kind: 'late', length: 1 },
      { follower: 2, kind: 'early', length: 0.25 },
      { follower: 3, kind: 'early', length: 0.5 },
      { follower: 4, kind: 'none', length: 1 },
    ],
    line: 0.5,
    reachedMs: 4,
    acks: 3,
  });
  t.match(laneOf(seen([8, null, null]), 8), { line: undefined, bars: [{ kind: 'early' }, {}, {}] });
  t.equal(laneOf(seen([90, 1]), 9).bars[0]?.length, 1, 'it ends with the lane');
});

t.test('lanes are drawn against the longest ack', async t => {
  t.equal(longestMs([seen([2, null]), seen([9, 3])]), 9);
  t.equal(longestMs([]), 1);
});
