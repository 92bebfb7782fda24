import { QuorateError } from '@quorate/protocol';
import { openMemoryStore, type Store } from '@quorate/store';
import t, { type Test } from 'tap';
import { Leadership } from '../src/leadership.ts';
import { defaultLimits } from '../src/limits.ts';
import { observeAll } from '../src/observer.ts';
import { takeOver } from '../src/takeover/takeover.ts';
import { FakeFollower } from './fake-follower.ts';
import { leader, silent } from './sender-rig.ts';
import { until } from './until.ts';

/** One follower kept a write of epoch 0 that the leader of epoch 1 never learned; the others went on without it. */
async function setUp(t: Test, store: Store, scrubIntervalMs: number) {
  const followers = [new FakeFollower(), new FakeFollower(), new FakeFollower()] as const;
  const [first, second, late] = followers;
  for (const { store } of [first, second])
    store.apply([{ key: 'new', version: 1_000_000_005, value: 'new' }], 1_000_000_005);
  for (const follower of [first, second]) follower.promise(1, 'former');
  late.promise(0, 'first');
  late.store.apply([{ key: 'old', version: 3, value: 'old' }], 2);

  const { signal } = new AbortController();
  const shared = { store, writeQuorum: 2, leader, log: silent, random: () => 0 };
  const takenOver = await takeOver({ ...shared, clients: followers, signal });
  const leadership = new Leadership({
    ...shared,
    takenOver,
    followers: followers.map((client, i) => ({ url: `http://f${i}`, client })),
    writeTimeoutMs: 1_000,
    limits: { ...defaultLimits, heartbeatMs: 5, scrubIntervalMs },
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
  return { leadership, followers, late };
}

t.test('what a takeover learns reaches every follower, also those whose watermark is above it', async t => {
  const store = openMemoryStore();
  const { leadership, followers } = await setUp(t, store, 60_000);
  await until(() => leadership.live === 3, 'all three are live');
  const arrived = (key: string) => followers.every(({ store }) => store.get(key) !== undefined);
  await until(() => arrived('new') && arrived('old'), 'both writes are everywhere');
  for (const [i, follower] of followers.entries()) {
    t.match(follower.store.get('new'), { value: 'new' }, `follower ${i}`);
    t.match(follower.store.get('old'), { value: 'old' }, `follower ${i}`);
  }
});

t.test(
  'what only one follower holds is not called committed, however high the others’ watermarks',
  async t => {
    const store = openMemoryStore();
    const { leadership, late } = await setUp(t, store, 0);
    await until(() => leadership.live === 3, 'all three are live');
    const standing = store.get('old')?.version ?? 0;
    t.match(late.store.get('old'), { value: 'old' });
    t.notOk(standing === 3 && leadership.ledger.isCommitted(3), 'version 3 has one ack of two');
  },
);
