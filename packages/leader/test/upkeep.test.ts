import { QuorateError, type ReplicateRequest } from '@quorate/protocol';
import { type Entry, openMemoryStore, type Store } from '@quorate/store';
import t, { type Test } from 'tap';
import { Leadership } from '../src/leadership.ts';
import { defaultLimits } from '../src/limits.ts';
import { observeAll } from '../src/observer.ts';
import { takeOver } from '../src/takeover/takeover.ts';
import { contentOf } from '../src/write/operation.ts';
import { FakeFollower } from './fake-follower.ts';
import { leader } from './sender-rig.ts';
import { until } from './until.ts';

const HOUR_MS = 3_600_000;
/** Upkeep turns twice a second. */
const LIMIT_MS = 20_000;

interface Rig {
  readonly store: Store;
  readonly leadership: Leadership;
  readonly followers: readonly [FakeFollower, FakeFollower, FakeFollower];
  /** How often each follower was asked for a range. */
  readonly compared: number[];
  readonly events: { readonly event: string; readonly [field: string]: unknown }[];
  readonly write: (key: string) => Promise<void>;
  readonly delete: (key: string) => number;
  readonly level: (...followers: FakeFollower[]) => Promise<void>;
}

async function setUp(t: Test, scrubIntervalMs: number): Promise<Rig> {
  const store = openMemoryStore();
  const followers = [new FakeFollower(), new FakeFollower(), new FakeFollower()] as const;
  const compared = [0, 0, 0];
  for (const [i, follower] of followers.entries()) {
    const { range, replicate } = follower;
    follower.range = (...bounds) => {
      compared[i]!++;
      return range.apply(follower, bounds);
    };
    // As a real follower lets go of tombstones.
    follower.replicate = async batch => {
      await replicate.call(follower, batch);
      const { collect } = JSON.parse(batch.toString()) as ReplicateRequest;
      const { watermark } = follower.store.promises;
      if (watermark >= collect) follower.store.collectTombstones(collect, 10_000);
      return follower.state();
    };
  }
  const events: Rig['events'] = [];
  const note = (fields: object) => void events.push(fields as Rig['events'][number]);
  const log = { debug: () => {}, info: () => {}, warn: note, error: note };
  const shared = { store, writeQuorum: 2, leader, log, random: () => 0 };
  const { signal } = new AbortController();
  const leadership = new Leadership({
    ...shared,
    takenOver: await takeOver({ ...shared, clients: followers, signal }),
    followers: followers.map((client, i) => ({ url: `http://f${i}`, client })),
    writeTimeoutMs: 5_000,
    limits: { ...defaultLimits, heartbeatMs: 5, scrubIntervalMs, tombstoneRetentionMs: 0 },
    drawDelay: undefined,
    now: () => performance.now(),
    idempotencyWindowMs: 60_000,
    observer: observeAll([]),
    wallClock: Date.now,
    onDeposed: () => {},
    onExhausted: () => {},
    onProgress: () => {},
  });
  t.teardown(() => leadership.end(new QuorateError('NOT_READY', 'The test is over.'), 'The test is over.'));
  await until(() => leadership.live === 3, 'all three are live');
  return {
    store,
    leadership,
    followers,
    compared,
    events,
    write: async key =>
      void (await leadership.writePath.submit({
        operations: [{ key, content: contentOf(`value of ${key}`) }],
      })),
    delete: key => {
      leadership.writePath.reissue({ key, version: 1, tombstone: true });
      return store.lastVersion;
    },
    level: async (...of) => {
      for (const follower of of.length === 0 ? followers : of) {
        const place = followers.indexOf(follower as (typeof followers)[number]);
        await until(() => {
          const { state, watermark } = leadership.senders[place]!.progress;
          return state === 'stream' && watermark === store.lastVersion;
        }, 'the followers are level');
      }
    },
  };
}

/** The follower's disk loses some entries, and nothing tells of it: it claims what it claimed before. */
function damage(follower: FakeFollower, change: (entries: Entry[]) => Entry[]): void {
  const { store } = follower;
  const { promised, watermark } = store.promises;
  follower.store = openMemoryStore();
  if (promised !== undefined) void follower.store.promiseEpoch(promised);
  follower.store.apply(change([...store.pageByVersion(0, { limit: 1_000 }).entries]), watermark);
}

t.test('tombstones go once every follower’s watermark has passed them, and not before', async t => {
  const { store, followers, compared, leadership, level, ...rig } = await setUp(t, 1);
  const [first, second, absent] = followers;
  await rig.write('a');
  await rig.write('b');
  await level();
  absent.cut = true;
  const version = rig.delete('a');
  await rig.write('c');
  await level(first, second);
  await until(() => leadership.senders[2]!.progress.state === 'down', 'the third is down', LIMIT_MS);

  // Each turn looks for tombstones first, and then compares: two more comparisons are at least one whole turn.
  const enough = compared[0]! + 3;
  await until(() => compared[0]! >= enough, 'upkeep has turned', LIMIT_MS);
  t.ok(store.promises.collected < version, 'the follower that is down holds it back');
  for (const held of [store, first.store, second.store]) t.match(held.get('a'), { tombstone: true });

  absent.cut = false;
  await until(() => store.promises.collected >= version, 'it is let go', LIMIT_MS);
  t.match(absent.store.get('c'), { value: 'value of c' });
  const stores = [store, ...followers.map(follower => follower.store)];
  await until(() => stores.every(held => held.promises.collected >= version), 'by all', LIMIT_MS);
  for (const held of stores) {
    t.equal(held.get('a'), undefined);
    t.match(held.get('b'), { value: 'value of b' });
    t.equal(held.digest, store.digest);
  }
  t.same(
    rig.events.filter(({ event }) => event === 'difference_repaired'),
    [],
    'none of this is a difference',
  );
  t.same(
    rig.events.filter(({ event }) => event === 'digest_mismatch'),
    [],
  );
});

t.test('a follower that lost its disk holds them back until it is level again', async t => {
  const { store, followers, level, ...rig } = await setUp(t, HOUR_MS);
  const [, , wiped] = followers;
  await rig.write('a');
  await level();
  wiped.hold();
  wiped.restart({ wiped: true });
  const version = rig.delete('a');
  const collected: number[] = [];
  const { collectTombstones } = store;
  store.collectTombstones = (...of) => {
    collected.push(wiped.store.promises.watermark);
    return collectTombstones.apply(store, of);
  };
  wiped.letGo();
  await until(() => store.promises.collected >= version, 'it is let go', LIMIT_MS);
  t.ok(
    collected.at(-1)! >= version,
    `the wiped follower had everything up to ${collected.at(-1)} when version ${version} went`,
  );
});

t.test('a follower with another digest is compared at once, and only that one', async t => {
  const { followers, level, compared, leadership, events, ...rig } = await setUp(t, HOUR_MS);
  const [, second] = followers;
  for (const key of ['a', 'b', 'c']) await rig.write(key);
  await level();
  damage(second, entries => entries.filter(({ key }) => key !== 'b'));
  await until(() => second.store.get('b') !== undefined, 'it is repaired', LIMIT_MS);
  t.match(second.store.get('b'), { value: 'value of b' });
  await level();
  await until(() => leadership.senders[1]!.progress.repaired > 0, 'it is counted', LIMIT_MS);
  const progress = () => leadership.senders.map(sender => sender.progress);
  await until(() => progress().every(({ digest }) => digest === 'equal'), 'all are equal again', LIMIT_MS);
  t.same(
    progress().map(({ repaired }) => repaired),
    [0, 1, 0],
  );
  t.equal(compared[0], 0);
  t.equal(compared[2], 0);
  t.match(
    events.find(({ event }) => event === 'digest_mismatch'),
    { follower: 'http://f1' },
  );
  t.match(
    events.filter(({ event }) => event === 'difference_repaired'),
    [{ follower: 'http://f1', count: 1, keys: ['behind: b'] }],
  );
});

t.test('altered bytes, which no digest of versions shows, are found in time', async t => {
  const { followers, level, leadership, ...rig } = await setUp(t, 1);
  const [, , third] = followers;
  for (const key of ['a', 'b']) await rig.write(key);
  await level();
  damage(third, entries =>
    entries.map(entry => (entry.key === 'a' ? { ...entry, value: 'altered' } : entry)),
  );
  await until(() => JSON.stringify(third.store.get('a')).includes('value of a'), 'it is repaired', LIMIT_MS);
  await until(() => leadership.senders[2]!.progress.repaired > 0, 'it is counted', LIMIT_MS);
  t.same(
    leadership.senders.map(sender => sender.progress.repaired),
    [0, 0, 1],
  );
});

t.test('with an interval of 0 no follower is ever compared, and tombstones go all the same', async t => {
  const { store, followers, level, compared, leadership, ...rig } = await setUp(t, 0);
  for (const key of ['a', 'b']) await rig.write(key);
  await level();
  damage(followers[1], entries => entries.filter(({ key }) => key !== 'a'));
  const digestOf = () => leadership.senders[1]!.progress.digest;
  await until(() => digestOf() === 'different', 'the difference is seen', LIMIT_MS);
  for (const key of ['x', 'y']) {
    const version = rig.delete(key);
    await until(() => store.promises.collected >= version, 'upkeep has turned', LIMIT_MS);
  }
  t.same(compared, [0, 0, 0]);
});

t.test('a comparison that fails is told, and tried again', async t => {
  const { followers, level, events, ...rig } = await setUp(t, 1);
  const [first] = followers;
  await rig.write('a');
  await level();
  const { range } = first;
  let failures = 0;
  first.range = (...bounds) =>
    ++failures > 2 ? range.apply(first, bounds) : Promise.reject(new Error('no answer: cut'));
  await until(() => failures > 3, 'it is tried again', LIMIT_MS);
  const failed = events.filter(({ event }) => event === 'scrub_failed');
  t.match(failed, [{ follower: 'http://f0', reason: 'no answer: cut' }, { follower: 'http://f0' }]);
});
