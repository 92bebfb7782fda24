import { openMemoryStore } from '@quorate/store';
import t from 'tap';
import { createFollower } from '../src/index.ts';
import { batchOf, isSettled, leaderOf, slowStore } from './support.ts';

const entry = { key: 'a', version: 1, value: 1 };
const second = leaderOf('second');

t.test('a lower epoch is refused, and the refusal names the epoch and its leader', async t => {
  const store = openMemoryStore();
  const follower = createFollower({ store, incarnation: 'f' });
  await follower.receive(batchOf({ epoch: 2, leader: second }));
  await t.rejects(follower.receive(batchOf({ epoch: 1, entries: [entry] })), {
    code: 'STALE_EPOCH',
    details: { epoch: 2, leader: 'http://second' },
  });
  t.equal(store.lastVersion, 0, 'nothing of it was applied');
  t.same(follower.leader, second);
});

t.test('an equal epoch of another run is refused, even of the same leader', async t => {
  const follower = createFollower({ store: openMemoryStore(), incarnation: 'f' });
  await follower.receive(batchOf({ epoch: 2 }));
  await t.rejects(follower.receive(batchOf({ epoch: 2, leader: second })), { code: 'STALE_EPOCH' });
  await t.resolves(follower.receive(batchOf({ epoch: 2 })), 'its own leader goes on');
});

t.test('an epoch promised before a restart is refused to others after it', async t => {
  const store = openMemoryStore();
  await createFollower({ store, incarnation: 'before' }).receive(batchOf({ epoch: 2 }));
  const follower = createFollower({ store, incarnation: 'after' });
  t.equal(follower.leader, undefined);
  await t.rejects(follower.receive(batchOf({ epoch: 2, leader: second })), {
    code: 'STALE_EPOCH',
    details: { epoch: 2, leader: null },
  });
});

t.test('a raised epoch is durable before anything is applied or acked', async t => {
  const { store, promises, applies } = slowStore();
  const follower = createFollower({ store, incarnation: 'f' });
  const ack = follower.receive(batchOf({ epoch: 3, entries: [entry] }));
  t.notOk(await isSettled(ack));
  t.same(promises[0]?.promise, { epoch: 3, candidate: 'first' });
  t.equal(store.lastVersion, 0);
  promises[0]?.succeed();
  t.notOk(await isSettled(ack), 'the entries are not durable yet');
  t.equal(store.lastVersion, 1);
  applies[0]?.succeed();
  t.match(await ack, { epoch: 3, lastVersion: 1 });
});

t.test('batches that come while the promise is written wait for it, too', async t => {
  const { store, promises, applies } = slowStore();
  const follower = createFollower({ store, incarnation: 'f' });
  const acks = [1, 2, 3].map(version =>
    follower.receive(batchOf({ epoch: 3, entries: [{ ...entry, version }] })),
  );
  for (const ack of acks) t.notOk(await isSettled(ack));
  t.equal(store.lastVersion, 0);
  for (const promise of promises) promise.succeed();
  t.notOk(await isSettled(acks[2]!), 'the entries are not durable yet');
  for (const apply of applies) apply.succeed();
  t.equal((await Promise.all(acks)).length, 3);
});

t.test('a newer leader that comes while the promise is written wins', async t => {
  const { store, promises, applies } = slowStore();
  const leaders: string[] = [];
  const onNewLeader = ({ incarnation }: { incarnation: string }, epoch: number) =>
    leaders.push(`${incarnation} ${epoch}`);
  const follower = createFollower({ store, incarnation: 'f', onNewLeader });
  const older = follower.receive(batchOf({ epoch: 3, entries: [entry] }));
  const newer = follower.receive(batchOf({ epoch: 4, leader: second }));
  const late = follower.receive(batchOf({ epoch: 4, leader: second }));
  promises[0]?.succeed();
  await t.rejects(older, { code: 'STALE_EPOCH', details: { epoch: 4 } });
  t.equal(store.lastVersion, 0);
  t.notOk(await isSettled(newer), 'its own promise is not durable');
  t.notOk(await isSettled(late), 'nor acked by the older one');
  for (const { promise, succeed } of promises) if (promise?.epoch === 4) succeed();
  await isSettled(late);
  for (const apply of applies) apply.succeed();
  t.match(await Promise.all([newer, late]), [{ epoch: 4 }, { epoch: 4 }]);
  t.same(leaders, ['second 4']);
});

t.test('a promise that the disk refused is not acked, and made again once the disk is mended', async t => {
  const { store, promises, applies } = slowStore();
  const follower = createFollower({ store, incarnation: 'f' });
  const refused = follower.receive(batchOf({ epoch: 3 }));
  promises[0]?.fail();
  await t.rejects(refused, { message: 'disk full' });
  const again = follower.receive(batchOf({ epoch: 3 }));
  t.notOk(await isSettled(again), 'the promise stands but is not durable: it is asked for once more');
  for (const promise of promises) promise.succeed();
  await isSettled(again);
  for (const apply of applies) apply.succeed();
  t.match(await again, { epoch: 3 });
});
