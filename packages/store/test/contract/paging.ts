import t from 'tap';
import type { VersionPage } from '../../src/index.ts';
import { dump, fresh, type Open, put, tombstone } from './stores.ts';

function versions(page: VersionPage): number[] {
  return page.entries.map(entry => entry.version);
}

export function paging(name: string, open: Open): void {
  t.test(`${name}: a page by version holds only the newest entry of each key`, async t => {
    const store = fresh(t, open);
    await store.apply([put('a', 1), put('b', 2), put('a', 3)]).durable;
    store.apply([tombstone('b', 5), put('c', 4)]);
    const page = store.pageByVersion(0, { limit: 10 });
    t.same(page.entries, [put('a', 3), put('c', 4), tombstone('b', 5)]);
    t.equal(page.covers, 5);
  });

  t.test(`${name}: a page covers up to its last entry, and the last page up to lastVersion`, async t => {
    const store = fresh(t, open);
    store.apply([put('a', 1), put('b', 4), put('c', 6)]);
    const page = (after: number, limit: number) => {
      const read = store.pageByVersion(after, { limit });
      return { versions: versions(read), covers: read.covers };
    };
    t.same(page(0, 2), { versions: [1, 4], covers: 4 });
    t.same(page(4, 2), { versions: [6], covers: 6 });
    t.same(page(0, 3), { versions: [1, 4, 6], covers: 6 }, 'a page that is just full is the last');
    t.same(page(6, 3), { versions: [], covers: 6 });
    t.same(page(9, 3), { versions: [], covers: 9 }, 'never less than where it starts');
    store.apply([put('c', 8)]);
    store.apply([tombstone('c', 9)]);
    t.same(page(4, 3), { versions: [9], covers: 9 }, 'what was superseded is covered, too');
  });

  t.test(`${name}: an empty store’s page covers its start`, async t => {
    t.same(fresh(t, open).pageByVersion(0, { limit: 1 }), { entries: [], covers: 0 });
  });

  t.test(`${name}: entries that wait for the disk are in a page beside those on it`, async t => {
    const store = fresh(t, open);
    await store.apply([put('a', 1), put('b', 3), put('c', 5)]).durable;
    store.apply([put('d', 2), put('b', 6)]);
    t.same(versions(store.pageByVersion(0, { limit: 10 })), [1, 2, 5, 6]);
    // While a group is on its way to the disk, another one gathers.
    await new Promise(resolve => setImmediate(resolve));
    store.apply([put('a', 7), put('e', 4)]);
    t.same(versions(store.pageByVersion(0, { limit: 10 })), [2, 4, 5, 6, 7]);
    t.same(versions(store.pageByVersion(4, { limit: 2 })), [5, 6]);
    t.same(
      dump(store, 2).byKey.map(entry => `${entry.key}${entry.version}`),
      ['a7', 'b6', 'c5', 'd2', 'e4'],
    );
  });

  t.test(`${name}: versions that arrive out of order are paged in order`, async t => {
    const store = fresh(t, open);
    const order = [9, 2, 7, 1_000_000_003, 1, 8, 3, 1_000_000_001, 5];
    for (const version of order) {
      const { durable } = store.apply([put(`key ${version}`, version)]);
      if (version % 2 === 0) await durable;
    }
    const sorted = order.toSorted((a, b) => a - b);
    t.same(versions(store.pageByVersion(0, { limit: 100 })), sorted);
    t.same(
      dump(store, 2).byVersion.map(entry => entry.version),
      sorted,
    );
  });

  t.test(`${name}: a page ends at its size, and holds one entry however large that is`, async t => {
    const store = fresh(t, open);
    const large = 'x'.repeat(10_000);
    store.apply([put('a', 1, large), put('b', 2, [large]), put('c', 3, { large }), tombstone('d', 4)]);
    t.same(versions(store.pageByVersion(0, { limit: 10, maxBytes: 1 })), [1]);
    t.same(versions(store.pageByVersion(1, { limit: 10, maxBytes: 1 })), [2]);
    t.same(versions(store.pageByVersion(0, { limit: 10, maxBytes: 15_000 })), [1, 2]);
    const all = store.pageByVersion(0, { limit: 10, maxBytes: 1 << 20 });
    t.same(versions(all), [1, 2, 3, 4]);
    t.equal(all.covers, 4);
    t.equal(store.pageByVersion(1, { limit: 10, maxBytes: 1 }).covers, 2);
  });
}
