import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { openDiskStore, openMemoryStore, type Store, summarizeRange } from '../src/index.ts';
import { deliver, history } from './contract/histories.ts';
import { dump, fresh, put, tombstone } from './contract/stores.ts';

const openSync = (folder: string) => openDiskStore({ folder, durability: 'sync' });

function letters(t: Test): Store[] {
  const stores = [openMemoryStore(), fresh(t, openSync)];
  const entries = [...'abcdef'].map((key, i) => (key === 'c' ? tombstone(key, i + 1) : put(key, i + 1)));
  for (const store of stores) store.apply(entries, 6);
  return stores;
}

const keysOf = (store: Store, bounds: Parameters<typeof summarizeRange>[1]) => {
  const { fingerprints, last } = summarizeRange(store, bounds);
  return [fingerprints.map(({ key }) => key).join(''), last];
};

t.test('a range begins above a key, and ends with its last key, its limit, or the store', async t => {
  for (const store of letters(t)) {
    t.same(keysOf(store, { after: '' }), ['abcdef', undefined], 'tombstones are in it');
    t.same(keysOf(store, { after: 'b' }), ['cdef', undefined]);
    t.same(keysOf(store, { after: 'bb' }), ['cdef', undefined], 'above a key that is not there');
    t.same(keysOf(store, { after: '', last: 'c' }), ['abc', 'c'], 'the last key is in it');
    t.same(keysOf(store, { after: 'a', last: 'cc' }), ['bc', 'cc'], 'a last key that is not there');
    t.same(keysOf(store, { after: 'a', last: 'z' }), ['bcdef', 'z']);
    t.same(keysOf(store, { after: '', limit: 2 }), ['ab', 'b']);
    t.same(keysOf(store, { after: '', limit: 6 }), ['abcdef', undefined], 'just as many as there are');
    t.same(keysOf(store, { after: '', limit: 7 }), ['abcdef', undefined]);
    t.same(keysOf(store, { after: '', last: 'e', limit: 2 }), ['ab', 'b'], 'the nearer end counts');
    t.same(keysOf(store, { after: '', last: 'b', limit: 2 }), ['ab', 'b']);
    t.same(keysOf(store, { after: '', last: 'a', limit: 2 }), ['a', 'a']);
    t.same(keysOf(store, { after: 'f' }), ['', undefined]);
    t.same(keysOf(store, { after: 'c', last: 'c' }), ['', 'c']);
  }
  t.same(keysOf(openMemoryStore(), { after: '' }), ['', undefined]);
});

t.test('ends follow the order of UTF-8 bytes, not of JavaScript', async t => {
  for (const open of [openMemoryStore, openSync]) {
    const store = fresh(t, open);
    store.apply([put('\uff21', 1), put('\u{1f600}', 2)], 2);
    t.same(keysOf(store, { after: '', last: '\uff21' }), ['\uff21', '\uff21']);
    t.same(keysOf(store, { after: '\uff21' }), ['\u{1f600}', undefined]);
  }
});

t.test('a fingerprint tells the version, and every change of the bytes', async t => {
  const contents = [null, 1, '1', {}, [], { a: 1 }, { a: 2 }, { a: 1, b: 2 }, { b: 2, a: 1 }, ''];
  const hashes = new Set<string>();
  for (const content of contents) {
    const store = openMemoryStore();
    store.apply([put('a', 7, content)]);
    const { fingerprints } = summarizeRange(store, { after: '' });
    t.match(fingerprints, [{ key: 'a', version: 7, hash: /^[\w-]{22}$/ }]);
    hashes.add(fingerprints[0]!.hash);
  }
  const store = openMemoryStore();
  store.apply([tombstone('a', 7)]);
  hashes.add(summarizeRange(store, { after: '' }).fingerprints[0]!.hash);
  t.equal(hashes.size, contents.length + 1);
});

t.test('digests of ranges are equal when all in them is, and only then', async t => {
  const store = (...entries: Parameters<Store['apply']>[0]) => {
    const one = openMemoryStore();
    one.apply(entries);
    return summarizeRange(one, { after: '', last: 'm' }).digest;
  };
  const digest = store(put('a', 1), put('b', 2));
  t.equal(store(put('b', 2), put('a', 1), put('z', 9)), digest, 'what is beyond it does not count');
  t.equal(
    store(put('a', 1, 'old'), put('b', 2), put('a', 1)) === digest,
    false,
    'the first of a version stands',
  );
  t.not(store(put('a', 1)), digest);
  t.not(store(put('a', 1), put('b', 3, 'value 2')), digest);
  t.not(store(put('a', 1), put('b', 2, 'other')), digest);
  t.not(store(put('a', 1), put('c', 2)), digest);
  t.not(store(put('a', 1), tombstone('b', 2)), digest);
});

t.test(
  'equal stores give equal ranges, whatever engine they have and wherever their entries lie',
  async t => {
    const folder = t.testdir();
    let runs = 0;
    const bounds = fc.record({
      after: fc.constantFrom('', 'a', 'b', '\uff21'),
      last: fc.constantFrom(undefined, 'b', 'c', '\u{1f600}'),
      limit: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(history, bounds, async (sent, bounds) => {
        const run = ++runs;
        const memory = openMemoryStore();
        const path = join(folder, `sync ${run}`);
        let disk = openSync(path);
        try {
          for (const store of [memory, disk]) await deliver(store, sent);
          const expected = summarizeRange(memory, bounds);
          assert.deepEqual(summarizeRange(disk, bounds), expected, 'in the log');
          await disk.close();
          disk = openSync(path);
          assert.deepEqual(summarizeRange(disk, bounds), expected, 'in the tree');
          await deliver(disk, {
            ...sent,
            entries: [],
            deliveries: [{ batch: [put('b', 1_000)], pause: 'turn' }],
          });
          memory.apply([put('b', 1_000)]);
          assert.deepEqual(summarizeRange(disk, bounds), summarizeRange(memory, bounds), 'in both');
          assert.equal(summarizeRange(disk, { after: '' }).fingerprints.length, dump(memory).byKey.length);
        } finally {
          await disk.close();
        }
      }),
      { numRuns: 15 },
    );
  },
);
