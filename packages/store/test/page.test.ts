import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { estimateBytes, keyPage, merge, versionPage } from '../src/page.ts';
import { put, tombstone } from './contract/stores.ts';

t.test('a merge has every rank of both sequences once, in order; the first one’s item stands', async () => {
  const ranks = fc.uniqueArray(fc.integer({ min: 0, max: 50 })).map(list => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(ranks, ranks, (first, second) => {
      const items = (list: number[], from: string) => list.map(rank => ({ rank, from }));
      const merged = [...merge(items(first, 'first'), items(second, 'second'), (a, b) => a.rank - b.rank)];
      const all = [...new Set([...first, ...second])].toSorted((a, b) => a - b);
      assert.deepEqual(
        merged,
        all.map(rank => ({ rank, from: first.includes(rank) ? 'first' : 'second' })),
      );
    }),
  );
});

t.test('a merge that is left early closes both of its sources', async t => {
  const closed: string[] = [];
  function* source(name: string) {
    try {
      for (let i = 0; ; i++) yield i;
    } finally {
      closed.push(name);
    }
  }
  for (const _ of merge(source('first'), source('second'), (a, b) => a - b)) break;
  t.same(closed, ['first', 'second']);
});

t.test('a page is full only if something was left out', async t => {
  const entries = [put('a', 1), put('b', 2)];
  t.same(versionPage(entries, { limit: 2 }, 9), { entries, covers: 9 });
  t.same(versionPage(entries, { limit: 1 }, 9), { entries: [put('a', 1)], covers: 1 });
  t.same(keyPage(entries, { limit: 2 }), { entries, next: undefined });
  t.same(keyPage(entries, { limit: 1 }), { entries: [put('a', 1)], next: 'a' });
});

t.test('a page by version holds a batch whole, whatever its limits', async t => {
  const of = (key: string, version: number, batchEnd: number) => ({ ...put(key, version), batchEnd });
  // Version 4 of the first batch does not stand any more; 6 is a write of its own.
  const entries = [put('a', 1), of('b', 2, 4), of('c', 3, 4), of('d', 5, 5), put('e', 6), of('f', 7, 8)];
  t.same(
    versionPage(entries, { limit: 2 }, 9).entries.map(({ version }) => version),
    [1, 2, 3],
  );
  t.equal(versionPage(entries, { limit: 2 }, 9).covers, 3);
  t.equal(versionPage(entries, { limit: 9, maxBytes: 60 }, 9).covers, 3);
  t.equal(versionPage(entries, { limit: 5 }, 9).covers, 6, 'the batch before ended');
  t.equal(keyPage(entries, { limit: 2 }).entries.length, 2, 'pages by key are no batches');
});

t.test('an entry’s size is estimated within a factor of three of its JSON', async t => {
  const values = [
    null,
    1,
    'x'.repeat(500),
    [1, 2, 3],
    { a: { b: ['text', true] } },
    { list: ['x'.repeat(90)] },
  ];
  for (const value of values) {
    const entry = put('some key', 1_000_000, value);
    const bytes = JSON.stringify(entry).length;
    const estimate = estimateBytes(entry);
    t.ok(estimate > bytes / 3 && estimate < bytes * 3, `${estimate} for ${bytes}`);
  }
});

t.test('a tombstone has a size, too, so that a page of them ends', async t => {
  t.ok(estimateBytes(tombstone('a', 1)) > 0);
});
