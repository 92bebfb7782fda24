import t from 'tap';
import type { Store } from '../../src/index.ts';
import { digestOf, dump, folderFor, fresh, type Open, put, tombstone } from './stores.ts';

const ENTRIES = [
  put('a', 1),
  tombstone('b', 2),
  put('c', 3),
  tombstone('d', 4),
  tombstone('e', 6),
  put('f', 7),
];

/** A store that holds {@link ENTRIES}; an engine with a disk has them there, if it can tell when. */
async function filled(store: Store): Promise<void> {
  await store.apply(ENTRIES, 7).durable;
  if (store.durability === 'async') await store.promiseEpoch({ epoch: 0, candidate: 'to wait for the disk' });
}

const keys = (store: Store) =>
  dump(store)
    .byKey.map(({ key }) => key)
    .join('');

export function collecting(name: string, open: Open): void {
  t.test(`${name}: tombstones up to a version go, and nothing else`, async t => {
    const store = fresh(t, open);
    await filled(store);
    t.equal(store.collectTombstones(5, 100), 5);
    t.equal(keys(store), 'acef');
    t.same(
      dump(store).byVersion.map(({ version }) => version),
      [1, 3, 6, 7],
    );
    t.equal(store.get('b'), undefined);
    t.notOk(store.hasVersion(4));
    t.equal(store.liveKeys, 3);
    t.equal(store.lastVersion, 7);
    t.equal(store.promises.collected, 5);
    t.equal(store.digest, digestOf(ENTRIES.filter(({ key }) => !'bd'.includes(key))));
    t.equal(store.collectTombstones(4, 100), 5, 'it never goes back');
  });

  t.test(`${name}: a collection goes on where the one before it stopped`, async t => {
    const store = fresh(t, open);
    await filled(store);
    let reached = 0;
    for (let calls = 0; reached < 7 && calls < 20; calls++) {
      const next = store.collectTombstones(7, 1);
      t.ok(next >= reached, `reached ${next}`);
      reached = next;
    }
    t.equal(reached, 7);
    t.equal(keys(store), 'acf');
  });

  t.test(`${name}: what was deleted does not come back once its tombstone is gone`, async t => {
    const store = fresh(t, open);
    await filled(store);
    store.collectTombstones(7, 100);
    const before = store.digest;
    t.same(store.apply([put('b', 1), tombstone('b', 2), put('a', 1)]).outcomes, [
      'stale',
      'stale',
      'duplicate',
    ]);
    t.equal(store.get('b'), undefined);
    t.equal(store.digest, before);
    t.same(store.apply([put('b', 8), put('a', 9)]).outcomes, ['applied', 'applied'], 'a new write does');
    t.equal(keys(store), 'abcf');
    t.equal(store.liveKeys, 4);
  });

  t.test(`${name}: what was collected stays away after the store was opened again`, async t => {
    let store: Store | undefined;
    const folder = folderFor(t, () => store);
    store = open(folder);
    if (store.durability === 'memory') return;
    await filled(store);
    store.collectTombstones(5, 100);
    store.apply([put('d', 8)]);
    const { digest } = store;
    await store.close();
    store = open(folder);
    t.equal(keys(store), 'acdef');
    t.equal(store.promises.collected, 5);
    t.equal(store.digest, digest);
    t.equal(store.liveKeys, 4);
    t.same(
      [2, 4, 6, 8].filter(version => store.hasVersion(version)),
      [6, 8],
    );
  });
}
