import t from 'tap';
import { dump, fresh, type Open, put } from './stores.ts';

/** Keys in order of their UTF-8 bytes. */
const ORDERED = [
  '\u0000',
  '\u0000\u0000',
  '\u0001',
  '\u0007bell',
  '\t',
  '\n',
  '\u001f',
  ' ',
  '"',
  '%2F',
  '/',
  '0',
  '10',
  '9',
  'A',
  '\\',
  '__proto__',
  'a',
  'a\u0000',
  'a\u0000b',
  'a\u0001',
  'aa',
  'constructor',
  'e\u0301',
  'toString',
  '\u007f',
  '\u00e9',
  '\u2028',
  '\ud7ff',
  '\ue000',
  '\uff21',
  '\uffff',
  '\u{10000}',
  '\u{1f600}',
  '\u{1f600}a',
  '\u{10ffff}',
];

export function keys(name: string, open: Open): void {
  t.test(`${name}: pages come in order of the keys’ UTF-8 bytes, each key once`, async t => {
    const store = fresh(t, open);
    // Every other key waits for the disk while the pages are read.
    const entries = ORDERED.map((key, i) => put(key, i + 1));
    await store.apply(entries.filter((_, i) => i % 2 === 0)).durable;
    store.apply(entries.filter((_, i) => i % 2 === 1));
    for (const limit of [1, 2, 5, ORDERED.length - 1, ORDERED.length, ORDERED.length + 1]) {
      t.same(
        dump(store, limit).byKey.map(entry => entry.key),
        ORDERED,
        `in pages of ${limit}`,
      );
    }
  });

  t.test(`${name}: a page begins after any key, whether it is there or not`, async t => {
    const store = fresh(t, open);
    await store.apply([put('b', 1), put('d', 2)]).durable;
    store.apply([put('c', 3)]);
    const after = (key: string) => store.pageByKey(key, { limit: 9 }).entries.map(entry => entry.key);
    t.same(after(''), ['b', 'c', 'd']);
    t.same(after('a'), ['b', 'c', 'd']);
    t.same(after('b'), ['c', 'd']);
    t.same(after('b\u0000'), ['c', 'd']);
    t.same(after('d'), []);
    t.same(after('\u{10ffff}'), []);
  });

  t.test(`${name}: each key keeps its identity, however odd`, async t => {
    const store = fresh(t, open);
    const longest = ['x'.repeat(512), `${'x'.repeat(511)}y`, '\u{1f600}'.repeat(128), '\u00e9'.repeat(256)];
    const all = [...ORDERED, ...longest];
    await store.apply(all.map((key, i) => put(key, i + 1, { key }))).durable;
    t.equal(store.liveKeys, all.length);
    for (const [i, key] of all.entries()) t.same(store.get(key), put(key, i + 1, { key }), `key ${i}`);
    t.equal(store.get('x'.repeat(510)), undefined);
    t.equal(store.get('hasOwnProperty'), undefined);
  });

  t.test(
    `${name}: a page by key tells where the next one starts, and the last one that there is none`,
    async t => {
      const store = fresh(t, open);
      store.apply(['a', 'b', 'c', 'd'].map((key, i) => put(key, i + 1)));
      t.equal(store.pageByKey('', { limit: 3 }).next, 'c');
      t.equal(store.pageByKey('c', { limit: 3 }).next, undefined);
      t.equal(store.pageByKey('', { limit: 4 }).next, undefined);
      t.equal(store.pageByKey('', { limit: 9, maxBytes: 1 }).next, 'a', 'one entry however small the page');
    },
  );
}
