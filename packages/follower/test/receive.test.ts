import { openMemoryStore } from '@quorate/store';
import t from 'tap';
import { createFollower } from '../src/index.ts';
import { batchOf, isSettled, leaderOf, slowStore } from './support.ts';

const entry = (version: number) => ({ key: 'a', version, value: `value ${version}` });

t.test('a follower that was never asked has promised nothing', async t => {
  const follower = createFollower({ store: openMemoryStore(), incarnation: 'f' });
  t.match(follower.state(), { epoch: -1, incarnation: 'f', watermark: 0, lastVersion: 0 });
  t.equal(follower.leader, undefined);
});

t.test('an ack says that the batch is applied, and where the follower stands', async t => {
  const store = openMemoryStore();
  const follower = createFollower({ store, incarnation: 'f' });
  const deleted = { key: 'b', version: 4, tombstone: true } as const;
  const ack = await follower.receive(
    batchOf({ incarnation: 'f', watermark: 3, entries: [entry(2), deleted] }),
  );
  t.match(ack, { epoch: 0, incarnation: 'f', watermark: 3, lastVersion: 4 });
  t.same(store.get('a'), entry(2));
  t.same(store.get('b'), deleted);
  t.same(follower.state(), ack);
});

t.test('a watermark that is meant for another incarnation is not taken; the entries are', async t => {
  const store = openMemoryStore();
  const follower = createFollower({ store, incarnation: 'f' });
  for (const incarnation of ['', 'before']) {
    const ack = await follower.receive(batchOf({ incarnation, watermark: 9, entries: [entry(2)] }));
    t.match(ack, { epoch: 0, incarnation: 'f', watermark: 0, lastVersion: 2 });
  }
});

t.test('batches that come twice, late or out of order are all acked, and the newest stands', async t => {
  const store = openMemoryStore();
  const follower = createFollower({ store, incarnation: 'f' });
  for (const version of [5, 5, 3, 7, 1]) {
    const ack = await follower.receive(batchOf({ entries: [entry(version)] }));
    t.equal(ack.epoch, 0, `version ${version}`);
  }
  t.same(store.get('a'), entry(7));
});

t.test('no ack before the entries are durable, not even for what another batch brought', async t => {
  const { store, promises, applies } = slowStore();
  const follower = createFollower({ store, incarnation: 'f' });
  const first = follower.receive(batchOf({ entries: [entry(1)] }));
  promises[0]?.succeed();
  t.notOk(await isSettled(first));
  const duplicate = follower.receive(batchOf({ entries: [entry(1)] }));
  t.notOk(await isSettled(duplicate));
  t.same(store.get('a'), entry(1), 'but readers see it');
  applies[0]?.succeed();
  t.ok(await isSettled(first));
  t.notOk(await isSettled(duplicate));
  applies[1]?.succeed();
  t.ok(await isSettled(duplicate));
});

t.test('a batch that the disk refuses is not acked', async t => {
  const { store, promises, applies } = slowStore();
  const follower = createFollower({ store, incarnation: 'f' });
  const refused = follower.receive(batchOf({ entries: [entry(1)] }));
  promises[0]?.succeed();
  await isSettled(refused);
  applies[0]?.fail();
  await t.rejects(refused, { message: 'disk full' });
});

t.test('readers are told when entries are visible, before they are durable', async t => {
  const { store, promises } = slowStore();
  const seen: number[] = [];
  const follower = createFollower({ store, incarnation: 'f', onApplied: () => seen.push(store.lastVersion) });
  const ack = follower.receive(batchOf({ entries: [entry(1)] }));
  promises[0]?.succeed();
  t.notOk(await isSettled(ack));
  t.same(seen, [1]);
});

t.test('what became of each entry is told, and of a heartbeat nothing', async t => {
  const told: (readonly string[])[] = [];
  const follower = createFollower({
    store: openMemoryStore(),
    incarnation: 'f',
    onApplied: outcomes => told.push(outcomes),
  });
  const versions = [[2], [2, 1, 3], []];
  for (const some of versions)
    await follower.receive(batchOf({ entries: some.map(version => ({ ...entry(version), key: 'k' })) }));
  t.same(told, [['applied'], ['duplicate', 'stale', 'applied'], []]);
});

t.test('a leader is announced once for each of its epochs', async t => {
  const seen: string[] = [];
  const follower = createFollower({
    store: openMemoryStore(),
    incarnation: 'f',
    onNewLeader: (leader, epoch) => seen.push(`${leader.incarnation} ${epoch}`),
  });
  for (const epoch of [0, 0, 1, 1]) await follower.receive(batchOf({ epoch }));
  await follower.receive(batchOf({ epoch: 2, leader: leaderOf('second') }));
  await t.rejects(follower.receive(batchOf({ epoch: 1 })));
  t.same(seen, ['first 0', 'first 1', 'second 2']);
});

t.test('a leader learns a follower’s entries in version order, page by page', async t => {
  const store = openMemoryStore();
  const follower = createFollower({ store, incarnation: 'f' });
  store.apply([3, 1, 2].map(version => ({ key: `k${version}`, version, value: 'x'.repeat(600_000) })));
  const versions = (after: number, limit: number) =>
    follower.entriesAbove(after, limit).entries.map(({ version }) => version);
  t.same(versions(0, 1), [1]);
  t.same(versions(1, 9), [2, 3]);
  t.same(versions(0, 9), [1, 2], 'a page has a size, too');
  t.equal(follower.entriesAbove(0, 9).covers, 2);
});
