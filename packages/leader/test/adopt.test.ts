import { type Entry, openMemoryStore } from '@quorate/store';
import t from 'tap';
import { adopt } from '../src/takeover/adopt.ts';
import { FakeFollower } from './fake-follower.ts';
import { silent } from './sender-rig.ts';

/** A leader of epoch 2, and a follower that comes back late. */
function setUp(ownWatermark = 1_000_000_005) {
  const store = openMemoryStore();
  const follower = new FakeFollower();
  const reissued: string[] = [];
  let reads = 0;
  follower.onRead = () => {
    reads++;
  };
  const told = (entry: Entry) => `${entry.key} ${entry.version}${'tombstone' in entry ? ' deleted' : ''}`;
  const reissue = (...entries: Entry[]) => reissued.push(entries.map(told).join(' + '));
  const run = async () => {
    const options = { store, epoch: 2, ownWatermark, reissue, log: silent };
    await adopt(options, follower, 'http://f', await follower.state());
  };
  return { store, follower, reissued, run, reads: () => reads };
}

const value = (key: string, version: number) => ({ key, version, value: version });

t.test('what the leader never heard of is written anew where nothing newer stands', async t => {
  const { store, follower, reissued, run } = setUp();
  store.apply([value('superseded', 2_000_000_001), value('known', 1_000_000_008)]);
  follower.store.apply(
    [
      value('unknown', 1_000_000_006),
      { key: 'deleted', version: 1_000_000_007, tombstone: true },
      value('known', 1_000_000_008),
      value('superseded', 1_000_000_009),
    ],
    1_000_000_005,
  );
  await run();
  t.same(reissued, ['unknown 1000000006', 'deleted 1000000007 deleted']);
});

t.test('what stands at or below the own watermark is known, if the follower was level then', async t => {
  const { follower, reissued, run } = setUp();
  follower.store.apply([value('a', 1_000_000_004), value('b', 1_000_000_006)], 1_000_000_000);
  await run();
  t.same(reissued, ['b 1000000006']);
});

t.test('a follower of a time that this leader never heard of is read from its beginning', async t => {
  const { follower, reissued, run } = setUp();
  follower.store.apply([value('a', 3), value('b', 1_000_000_006)], 2);
  await run();
  t.same(reissued, ['a 3', 'b 1000000006']);
});

t.test('entries of the leader’s own epoch are its own, and end the reading', async t => {
  const { follower, reissued, run } = setUp();
  follower.store.apply([value('a', 1_000_000_006), value('b', 2_000_000_001)], 1_000_000_005);
  await run();
  t.same(reissued, ['a 1000000006']);
});

t.test('a follower that has nothing above is not asked for entries', async t => {
  const { follower, reissued, run, reads } = setUp();
  follower.store.apply([value('a', 1_000_000_004)], 1_000_000_005);
  await run();
  t.same(reissued, []);
  t.equal(reads(), 0);
});

t.test('what was written as one batch is written anew as one', async t => {
  const { follower, reissued, run } = setUp();
  const batchEnd = 1_000_000_008;
  follower.store.apply(
    [{ ...value('a', 1_000_000_007), batchEnd }, value('b', batchEnd), value('c', 1_000_000_009)],
    1_000_000_005,
  );
  await run();
  t.same(reissued, ['a 1000000007 + b 1000000008', 'c 1000000009']);
});
