import t from 'tap';
import type { Store } from '../../src/index.ts';
import { dump, folderFor, fresh, modelOf, type Open, put, text, tombstone } from './stores.ts';

export function promises(name: string, open: Open): void {
  t.test(`${name}: an empty store has promised nothing`, async t => {
    const store = fresh(t, open);
    t.match(store.promises, { promised: undefined, ledEpoch: undefined, watermark: 0 });
    t.equal(store.failure, undefined);
    t.same(dump(store), modelOf([]));
  });

  t.test(`${name}: the watermark only grows`, async t => {
    const store = fresh(t, open);
    store.apply([put('a', 1)], 4);
    t.equal(store.promises.watermark, 4, 'with entries');
    store.apply([put('b', 2)], 3);
    t.equal(store.promises.watermark, 4, 'a lower one is ignored');
    store.apply([put('c', 3)]);
    t.equal(store.promises.watermark, 4, 'without one it stays');
    await store.apply([], 5).durable;
    t.equal(store.promises.watermark, 5, 'without entries');
  });

  t.test(`${name}: only a higher epoch replaces a promise`, async t => {
    const store = fresh(t, open);
    const first = { epoch: 3, candidate: 'first' };
    const made = store.promiseEpoch(first);
    t.same(store.promises.promised, first, 'it stands at once');
    await made;
    await store.promiseEpoch({ epoch: 3, candidate: 'second' });
    await store.promiseEpoch({ epoch: 2, candidate: 'third' });
    t.same(store.promises.promised, first);
    await store.promiseEpoch({ epoch: 4, candidate: 'second' });
    t.same(store.promises.promised, { epoch: 4, candidate: 'second' });
  });

  t.test(`${name}: durability of a store is what it says`, async t => {
    const store = fresh(t, open);
    const { durable } = store.apply([put('a', 1)]);
    t.equal(durable === null, store.durability !== 'sync');
    await durable;
    t.equal(store.apply([put('a', 1)]).durable, null, 'what is durable already needs no waiting');
  });

  t.test(`${name}: a store that is closed and opened again has all, unless it is in memory`, async t => {
    let store: Store | undefined;
    const folder = folderFor(t, () => store);
    store = open(folder);
    if (store.durability === 'memory') return;
    const entries = [put('a', 1), put('b', 1_000_000_001), tombstone('c', 3), put('d', 4, { deep: [null] })];
    const written = store.apply(entries, 4).durable;
    await store.promiseEpoch({ epoch: 7, candidate: 'run “7”' });
    await store.recordLeadership(6);
    await written;
    await store.close();

    store = open(folder);
    t.equal(text(dump(store)), text(modelOf(entries, 4)));
    const kept = { promised: { epoch: 7, candidate: 'run “7”' }, ledEpoch: 6, watermark: 4 };
    t.match(store.promises, kept);
    t.same(store.apply([put('a', 1), tombstone('c', 2), put('b', 1_000_000_002)]).outcomes, [
      'duplicate',
      'stale',
      'applied',
    ]);
    t.same(
      [1, 2, 3, 4, 1_000_000_001, 1_000_000_002].filter(version => store.hasVersion(version)),
      [1, 3, 4, 1_000_000_002],
    );
  });

  t.test(`${name}: a close makes durable what nobody waited for`, async t => {
    let store: Store | undefined;
    const folder = folderFor(t, () => store);
    store = open(folder);
    if (store.durability === 'memory') return;
    store.apply([put('a', 1)], 1);
    store.apply([put('a', 2), put('b', 3)], 3);
    await store.close();
    store = open(folder);
    t.equal(text(dump(store)), text(modelOf([put('a', 2), put('b', 3)], 3)));
  });
}
