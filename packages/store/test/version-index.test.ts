import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { Entry } from '../src/index.ts';
import { VersionIndex } from '../src/version-index.ts';
import { put } from './contract/stores.ts';

function above(index: VersionIndex<Entry>, after: number): number[] {
  return [...index.above(after)].map(entry => entry.version);
}

t.test('versions come in order whatever order they were set in', async t => {
  const index = new VersionIndex<Entry>();
  for (const version of [5, 1, 9, 3]) index.set(version, put('a', version));
  t.same(above(index, 0), [1, 3, 5, 9]);
  t.same(above(index, 3), [5, 9]);
  t.same(above(index, 4), [5, 9]);
  t.same(above(index, 9), []);
  index.set(2, put('a', 2));
  t.same(above(index, 0), [1, 2, 3, 5, 9], 'also after it was read');
});

t.test('what was deleted is gone', async t => {
  const index = new VersionIndex<Entry>();
  for (const version of [1, 2, 3]) index.set(version, put('a', version));
  index.delete(2);
  t.notOk(index.has(2));
  t.ok(index.has(3));
  t.same(above(index, 0), [1, 3]);
});

t.test(
  'one key written ten thousand times leaves one version, and the index knows all that live',
  async t => {
    const index = new VersionIndex<Entry>();
    for (let version = 1; version <= 10_000; version++) {
      index.set(version, put('a', version));
      if (version > 1) index.delete(version - 1);
    }
    t.same(above(index, 0), [10_000]);
    t.same(above(index, 10_000), []);
  },
);

t.test('compaction loses nothing and repeats nothing', async () => {
  const order = fc.shuffledSubarray(
    Array.from({ length: 4_000 }, (_, i) => i + 1),
    { minLength: 2_500 },
  );
  fc.assert(
    fc.property(order, fc.integer({ min: 1, max: 400 }), (versions, keys) => {
      const index = new VersionIndex<Entry>();
      const newest = new Map<number, number>();
      for (const [i, version] of versions.entries()) {
        const standing = newest.get(version % keys) ?? 0;
        if (version < standing) continue;
        index.delete(standing);
        index.set(version, put('a', version));
        newest.set(version % keys, version);
        if (i % 700 !== 0) continue;
        assert.deepEqual(
          above(index, 0),
          [...newest.values()].toSorted((a, b) => a - b),
        );
      }
      assert.deepEqual(
        above(index, 0),
        [...newest.values()].toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 20 },
  );
});
