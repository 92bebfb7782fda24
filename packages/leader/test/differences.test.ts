import { type Fingerprint, openMemoryStore, summarizeRange } from '@quorate/store';
import t from 'tap';
import { findDifferences } from '../src/repair/differences.ts';

/** What a replica holds of one key: a version, and whether its value is the usual one, another, or gone. */
type Held = readonly [version: number, content?: 'altered' | 'deleted'] | undefined;

interface Row {
  readonly name: string;
  readonly leader: Held;
  readonly follower: Held;
  readonly finds: string;
}

/** The follower claims to have everything up to 20, and let go of tombstones up to 12, the leader up to 10. */
const WATERMARK = 20;
const COLLECTED = 10;
const FOLLOWER_COLLECTED = 12;

const rows: readonly Row[] = [
  { name: 'neither has the key', leader: undefined, follower: undefined, finds: '' },
  { name: 'both have the same', leader: [5], follower: [5], finds: '' },
  { name: 'both have the same above the watermark', leader: [25], follower: [25], finds: '' },
  { name: 'both have the tombstone', leader: [15, 'deleted'], follower: [15, 'deleted'], finds: '' },

  { name: 'other bytes under one version', leader: [5], follower: [5, 'altered'], finds: 'altered a 5' },
  { name: 'other bytes above the watermark', leader: [25], follower: [25, 'altered'], finds: 'altered a 25' },
  {
    name: 'a value under the version of a tombstone',
    leader: [15, 'deleted'],
    follower: [15],
    finds: 'altered a 15',
  },
  {
    name: 'a tombstone under the version of a value',
    leader: [15],
    follower: [15, 'deleted'],
    finds: 'altered a 15',
  },

  {
    name: 'the follower lacks what it claims to have',
    leader: [5],
    follower: undefined,
    finds: 'behind a 5',
  },
  { name: 'it lacks the very last of it', leader: [20], follower: undefined, finds: 'behind a 20' },
  { name: 'it has an older one', leader: [15], follower: [3], finds: 'behind a 15' },
  { name: 'it lacks a tombstone', leader: [15, 'deleted'], follower: undefined, finds: 'behind a 15' },
  { name: 'it has what a tombstone deletes', leader: [15, 'deleted'], follower: [3], finds: 'behind a 15' },
  { name: 'a write is on its way to it', leader: [21], follower: undefined, finds: '' },
  { name: 'a newer write is on its way to it', leader: [21], follower: [3], finds: '' },

  { name: 'it has what was deleted long ago', leader: undefined, follower: [3], finds: 'deleted a 3' },
  { name: 'the last that was collected', leader: undefined, follower: [10], finds: 'deleted a 10' },

  { name: 'it has what nobody heard of', leader: undefined, follower: [11], finds: 'unheard-of a 11' },
  {
    name: 'a tombstone that nobody heard of',
    leader: undefined,
    follower: [11, 'deleted'],
    finds: 'unheard-of a 11',
  },
  { name: 'something newer than the leader', leader: [5], follower: [15], finds: 'unheard-of a 15' },
  {
    name: 'newer than the leader and than its own claim',
    leader: [25],
    follower: [30],
    finds: 'unheard-of a 30',
  },

  // The leader lets a tombstone go first, and tells its followers with the next batch. After a restart it may
  // have one again that they let go.
  { name: 'a tombstone that only the leader let go', leader: undefined, follower: [9, 'deleted'], finds: '' },
  {
    name: 'a tombstone that only the follower let go',
    leader: [11, 'deleted'],
    follower: undefined,
    finds: '',
  },
  { name: 'yet it has what that deletes', leader: [11, 'deleted'], follower: [3], finds: 'behind a 11' },
  { name: 'a value is no tombstone', leader: [11], follower: undefined, finds: 'behind a 11' },
];

function fingerprints(held: Held) {
  const store = openMemoryStore();
  if (held !== undefined) {
    const [version, content] = held;
    const entry = content === 'deleted' ? ({ tombstone: true } as const) : { value: content ?? 'usual' };
    store.apply([{ key: 'a', version, ...entry }]);
  }
  return summarizeRange(store, { after: '' }).fingerprints;
}

function compare(leader: readonly Fingerprint[], follower: readonly Fingerprint[]) {
  const comparison = {
    leader,
    follower,
    watermark: WATERMARK,
    collected: COLLECTED,
    followerCollected: FOLLOWER_COLLECTED,
  };
  return findDifferences(comparison);
}

for (const { name, leader, follower, finds } of rows) {
  t.test(name, async t => {
    const found = compare(fingerprints(leader), fingerprints(follower));
    t.equal(found.map(({ kind, key, version }) => `${kind} ${key} ${version}`).join(), finds);
  });
}

t.test('each key of a range is judged on its own', async t => {
  const of = (...held: readonly (readonly [string, number, string])[]) =>
    held.map(([key, version, hash]) => ({ key, version, hash }));
  const leader = of(['a', 1, 'x'], ['b', 2, 'x'], ['d', 4, 'x'], ['e', 25, 'x'], ['f', 6, 'x']);
  const follower = of(['a', 1, 'y'], ['c', 3, 'x'], ['d', 14, 'x'], ['f', 6, 'x'], ['g', 17, 'x']);
  const found = compare(leader, follower);
  t.same(
    found.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    [
      { kind: 'altered', key: 'a', version: 1 },
      { kind: 'behind', key: 'b', version: 2 },
      { kind: 'deleted', key: 'c', version: 3 },
      { kind: 'unheard-of', key: 'd', version: 14 },
      { kind: 'unheard-of', key: 'g', version: 17 },
    ],
  );
  t.same(compare(leader, leader), []);
});
