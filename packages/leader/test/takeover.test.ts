import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore, openMemoryStore, type Store } from '@quorate/store';
import t, { type Test } from 'tap';
import { FollowerError } from '../src/followers/follower-error.ts';
import { type TakeoverOptions, takeOver } from '../src/takeover/takeover.ts';
import { FakeFollower } from './fake-follower.ts';
import { leader, silent } from './sender-rig.ts';
import { until } from './until.ts';

/** Three followers, of which two must ack a write: so two must be consulted. */
function setUp({ store = openMemoryStore() }: { store?: Store } = {}) {
  const followers = [new FakeFollower(), new FakeFollower(), new FakeFollower()] as const;
  const abort = new AbortController();
  const options: TakeoverOptions = {
    store,
    clients: followers,
    writeQuorum: 2,
    leader,
    log: silent,
    random: () => 0,
    signal: abort.signal,
  };
  return { store, followers, abort, run: () => takeOver(options) };
}

function diskStore(t: Test): Store {
  const folder = mkdtempSync(join(tmpdir(), 'quorate-test-'));
  const store = openDiskStore({ folder, durability: 'sync' });
  t.teardown(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

const value = (key: string, version: number) => ({ key, version, value: `value ${version}` });

t.test('the first leader of a cluster has epoch 0, promised by all', async t => {
  const { store, followers, run } = setUp();
  const { epoch, ownWatermark, learned } = await run();
  t.equal(epoch, 0);
  t.equal(ownWatermark, 0);
  t.same([...learned], [0, 1, 2]);
  t.match(store.promises, { promised: { epoch: 0, candidate: 'leader run 1' }, ledEpoch: 0, watermark: 0 });
  for (const follower of followers) t.equal(follower.store.promises.promised?.epoch, 0);
});

t.test('a leader that lost its disk learns from as many followers as it must, merged by version', async t => {
  const { store, followers, run } = setUp();
  const [a, b, c] = followers;
  for (const follower of followers) follower.promise(4, 'former');
  a.store.apply([value('x', 4_000_000_001), value('y', 4_000_000_002)]);
  b.store.apply([value('x', 4_000_000_003), { key: 'z', version: 4_000_000_004, tombstone: true }]);
  c.cut = true;
  const { epoch, learned } = await run();
  t.equal(epoch, 5);
  t.same([...learned], [0, 1]);
  t.equal(store.get('x')?.version, 4_000_000_003);
  t.equal(store.get('y')?.version, 4_000_000_002);
  t.same(store.get('z'), { key: 'z', version: 4_000_000_004, tombstone: true });
  t.equal(store.promises.watermark, 5_000_000_000);
  t.equal(store.promises.ledEpoch, 5);
});

t.test('an epoch is the leader’s own promise before any follower is asked for it', async t => {
  const { store, followers, run } = setUp();
  const promised: (number | undefined)[] = [];
  for (const follower of followers) {
    follower.onSend = () => void promised.push(store.promises.promised?.epoch);
  }
  await run();
  t.same(promised, [0, 0, 0]);
});

t.test('a store that led last and lost nothing fences, and need not learn', async t => {
  const store = diskStore(t);
  await setUp({ store }).run();
  store.apply([value('x', 1)], 1);
  const { followers, run } = setUp({ store });
  for (const follower of followers) follower.entriesAbove = () => Promise.reject(new Error('nobody is read'));
  t.match(await run(), { epoch: 1, ownWatermark: 1, learned: new Set() });
  t.equal(store.promises.ledEpoch, 1);
  t.match(await run(), { epoch: 2, ownWatermark: 1_000_000_000 }, 'nor after it wrote nothing');
});

t.test('a store that saw a higher epoch asks, though it led before', async t => {
  const store = diskStore(t);
  await setUp({ store }).run();
  await store.promiseEpoch({ epoch: 3, candidate: 'another' });
  const { followers, run } = setUp({ store });
  followers[1].store.apply([value('x', 3_000_000_001)]);
  const { epoch, learned } = await run();
  t.equal(epoch, 4);
  t.equal(learned.size, 3);
  t.equal(store.get('x')?.version, 3_000_000_001);
});

t.test(
  'a takeover that was cut short before it was recorded is no leadership: the next one asks',
  async t => {
    const store = diskStore(t);
    await setUp({ store }).run();
    await store.promiseEpoch({ epoch: 1, candidate: 'leader run 2' });
    await store.apply([], 1_000_000_000).durable;
    const { followers, run } = setUp({ store });
    followers[1].store.apply([value('x', 3)]);
    const { epoch, learned } = await run();
    t.equal(epoch, 2);
    t.equal(learned.size, 3);
  },
);

t.test('followers that answer but cannot be fenced do not count', async t => {
  const { followers, run } = setUp();
  const [first, second, third] = followers;
  third.cut = true;
  let attempts = 0;
  second.onSend = () => {
    if (++attempts === 1) throw new FollowerError('lost');
    return undefined;
  };
  first.store.apply([value('x', 1)]);
  second.store.apply([value('y', 2)]);
  const { learned } = await run();
  t.same([...learned], [0, 1]);
  t.equal(attempts, 2);
});

t.test('a takeover waits while too few followers answer, and goes on when they do', async t => {
  const { followers, run } = setUp();
  followers[0].cut = true;
  followers[1].cut = true;
  let done = false;
  const taken = run().finally(() => {
    done = true;
  });
  let asked = 0;
  const { state } = followers[2];
  followers[2].state = () => {
    asked++;
    return state.call(followers[2]);
  };
  await until(() => asked >= 3, 'it asked three times');
  t.notOk(done);
  t.equal(followers[2].store.promises.promised, undefined, 'nobody is fenced for nothing');
  followers[0].cut = false;
  t.equal((await taken).epoch, 0);
});

t.test('the abort signal ends a takeover that waits', async t => {
  const { followers, abort, run } = setUp();
  for (const follower of followers) follower.cut = true;
  const taken = run();
  setImmediate(() => abort.abort());
  await t.rejects(taken, { name: 'AbortError' });
});

t.test('an epoch that others promised to a rival in the meantime is raised once more', async t => {
  const { followers, run } = setUp();
  for (const follower of followers) {
    // The rival comes between the question and the fence.
    follower.onSend = () => {
      follower.onSend = () => undefined;
      follower.promise(6, 'rival');
      return undefined;
    };
  }
  const { epoch } = await run();
  t.equal(epoch, 7);
  for (const { store } of followers) t.same(store.promises.promised, { epoch: 7, candidate: 'leader run 1' });
});

t.test('an equal epoch of a rival is never shared', async t => {
  const { followers, run } = setUp();
  for (const follower of followers) {
    follower.onSend = () => {
      follower.onSend = () => undefined;
      follower.promise(0, 'rival');
      return undefined;
    };
  }
  t.equal((await run()).epoch, 1);
});

t.test('a follower that goes away while it is learned from does not end the takeover', async t => {
  const { store, followers, run } = setUp();
  for (const follower of followers) follower.store.apply([value('x', 1)]);
  let reads = 0;
  followers[0].onRead = () => {
    followers[0].cut = ++reads === 1;
  };
  const { epoch } = await run();
  t.ok(epoch >= 0);
  t.equal(store.get('x')?.version, 1);
});
