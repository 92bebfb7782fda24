import fc from 'fast-check';
import t from 'tap';
import { Digest } from '../src/digest.ts';

const EMPTY = '0000000000000000';
const key = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('', 'a', 'b', 'ab', 'ba', 'a\u0000'));
const version = fc.oneof(fc.nat(5), fc.nat(Number.MAX_SAFE_INTEGER));
const item = fc.tuple(key, version);
type Item = readonly [string, number];

function digestOf(items: readonly Item[]): string {
  const digest = new Digest();
  for (const [key, version] of items) digest.toggle(key, version);
  return digest.toString();
}

const identity = ([key, version]: Item) => `${version} ${key}`;

t.test('the same entries give the same digest in any order', async t => {
  const shuffled = fc
    .array(item, { maxLength: 30 })
    .chain(items => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })));
  fc.assert(fc.property(shuffled, ([items, other]) => digestOf(items) === digestOf(other)));
  t.equal(digestOf([]), EMPTY);
});

t.test('an entry that went out again leaves no trace', async t => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 10 }), item, (items, extra) => {
      const digest = new Digest(digestOf(items));
      digest.toggle(...extra);
      const changed = digest.toString() !== digestOf(items);
      digest.toggle(...extra);
      return changed && digest.toString() === digestOf(items);
    }),
  );
  t.pass();
});

t.test('entries that differ in key or version give different digests', async t => {
  fc.assert(
    fc.property(item, item, (a, b) => (identity(a) === identity(b)) === (digestOf([a]) === digestOf([b]))),
    { numRuns: 1_000 },
  );
  // The same sets, or different digests: an exclusive-or of weak hashes would let such sets cancel out.
  const few = fc.uniqueArray(item, { selector: identity, maxLength: 4 });
  const setOf = (items: readonly Item[]) => JSON.stringify(items.map(identity).toSorted());
  fc.assert(
    fc.property(few, few, (a, b) => (setOf(a) === setOf(b)) === (digestOf(a) === digestOf(b))),
    { numRuns: 1_000 },
  );
  t.pass();
});

t.test('neighbours all differ: keys and versions as a cluster has them', async t => {
  const seen = new Map<string, string>();
  const clashes: string[] = [];
  const add = (items: readonly Item[]) => {
    const digest = digestOf(items);
    const name = items.map(identity).join(', ');
    const before = seen.get(digest);
    if (before !== undefined) clashes.push(`${before} and ${name}`);
    seen.set(digest, name);
  };
  const versions = [1, 2, 3, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 1_000_000_001, 7_000_000_001];
  for (const version of [...versions, Number.MAX_SAFE_INTEGER]) {
    for (let i = 0; i < 2_000; i++) add([[`key-${i}`, version]]);
  }
  // Pairs whose versions are swapped, the mistake that a sum of two independent hashes would not see.
  for (let i = 0; i < 300; i++) {
    add([
      ['a', 2 * i + 1],
      ['b', 2 * i + 2],
    ]);
    add([
      ['b', 2 * i + 1],
      ['a', 2 * i + 2],
    ]);
  }
  t.same(clashes, []);
});

t.test('a digest is 16 hexadecimal digits, and goes on from its text', async t => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), fc.array(item, { maxLength: 5 }), (before, after) => {
      const text = digestOf(before);
      const digest = new Digest(text);
      const same = digest.toString() === text;
      for (const [key, version] of after) digest.toggle(key, version);
      return /^[0-9a-f]{16}$/.test(text) && same && digest.toString() === digestOf([...before, ...after]);
    }),
  );
  for (const text of [
    EMPTY,
    '0000000000000001',
    '0000000100000000',
    'ffffffff00000000',
    'fedcba9876543210',
  ]) {
    t.equal(new Digest(text).toString(), text);
  }
});
