import { type Entry, openMemoryStore, type Store } from '@quorate/store';
import t, { type Test } from 'tap';
import { FollowerError } from '../src/followers/follower-error.ts';
import { scrub } from '../src/repair/scrub.ts';
import { FakeFollower } from './fake-follower.ts';

/** A leader's store and one follower; what is reissued is applied on both, as a write would be. */
class Rig {
  readonly store = openMemoryStore();
  readonly follower = new FakeFollower();
  readonly reissued: string[] = [];
  readonly abort = new AbortController();
  #last = 1_000_000;

  /** Both hold these, and the follower says so. */
  both(...entries: Entry[]): this {
    const last = Math.max(0, ...entries.map(({ version }) => version));
    for (const store of [this.store, this.follower.store]) store.apply(entries, last);
    return this;
  }

  async scrub(): Promise<string[]> {
    const { store, follower: client, abort } = this;
    const reissue = (entry: Entry) => this.#reissue(entry);
    const { repaired } = await scrub({ store, client, reissue, signal: abort.signal });
    return repaired.map(({ kind, key, version }) => `${kind} ${key} ${version}`);
  }

  #reissue(entry: Entry): void {
    const { key, version } = entry;
    this.reissued.push('tombstone' in entry ? `${key} ${version} deleted` : `${key} ${version}`);
    for (const store of [this.store, this.follower.store]) {
      store.apply([{ ...entry, version: this.#last + 1 }], this.#last + 1);
    }
    this.#last++;
  }

  /** A second comparison finds nothing, and both hold the same. */
  async isMended(t: Test): Promise<void> {
    const before = this.reissued.length;
    t.same(await this.scrub(), [], 'a second comparison finds nothing');
    t.equal(this.reissued.length, before);
    t.equal(this.follower.store.digest, this.store.digest);
    t.ok(values(this.follower.store) === values(this.store), 'both hold the same');
  }
}

const values = (store: Store) => JSON.stringify(store.pageByKey('', { limit: 100_000 }).entries);
const put = (key: string, version: number, value = `value ${version}`): Entry => ({ key, version, value });
const tombstone = (key: string, version: number): Entry => ({ key, version, tombstone: true });

/** A store that holds other entries, and claims the same watermark. */
function replace(follower: FakeFollower, ...entries: Entry[]): void {
  const { watermark } = follower.store.promises;
  follower.store = openMemoryStore();
  follower.store.apply(entries, watermark);
}

t.test('equal replicas are left alone', async t => {
  const rig = new Rig().both(put('a', 1), tombstone('b', 2), put('c', 3));
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, []);
  t.same(await new Rig().scrub(), [], 'empty ones, too');
});

t.test('a key that the follower lost is written anew', async t => {
  const rig = new Rig().both(put('a', 1), put('b', 2), put('c', 3));
  replace(rig.follower, put('a', 1), put('c', 3));
  t.same(await rig.scrub(), ['behind b 2']);
  t.same(rig.reissued, ['b 2']);
  t.match(rig.follower.store.get('b'), { value: 'value 2', version: 1_000_001 });
  await rig.isMended(t);
});

t.test('a lost tombstone, too, whether or not the value is back', async t => {
  const rig = new Rig().both(tombstone('a', 2), tombstone('b', 4), put('c', 5));
  replace(rig.follower, put('b', 3), put('c', 5));
  t.same(await rig.scrub(), ['behind a 2', 'behind b 4']);
  t.same(rig.reissued, ['a 2 deleted', 'b 4 deleted']);
  await rig.isMended(t);
});

t.test('altered bytes are written anew as the leader has them', async t => {
  const rig = new Rig().both(put('a', 1), put('b', 2));
  replace(rig.follower, put('a', 1), put('b', 2, 'valve 2'));
  t.equal(rig.follower.store.digest, rig.store.digest, 'a digest of versions cannot tell');
  t.same(await rig.scrub(), ['altered b 2']);
  t.match(rig.follower.store.get('b'), { value: 'value 2' });
  await rig.isMended(t);
});

t.test('what was deleted long ago is deleted again', async t => {
  const rig = new Rig().both(put('a', 1), tombstone('b', 3), put('c', 4));
  for (const store of [rig.store, rig.follower.store]) store.collectTombstones(4, 100);
  replace(rig.follower, put('a', 1), put('b', 2), put('c', 4));
  t.same(await rig.scrub(), ['deleted b 2']);
  t.same(rig.reissued, ['b 2 deleted']);
  t.match(rig.follower.store.get('b'), { tombstone: true });
  await rig.isMended(t);
});

t.test('what only the follower heard of is taken over', async t => {
  const rig = new Rig().both(put('a', 1), put('c', 3));
  rig.follower.store.apply([put('b', 4, 'only here'), put('c', 5, 'newer'), tombstone('d', 6)]);
  t.same((await rig.scrub()).toSorted(), ['unheard-of b 4', 'unheard-of c 5', 'unheard-of d 6']);
  t.match(rig.store.get('b'), { value: 'only here' });
  t.match(rig.store.get('c'), { value: 'newer' });
  t.match(rig.store.get('d'), { tombstone: true });
  await rig.isMended(t);
});

t.test('nothing is reissued when a newer write stands by then', async t => {
  // A client's write comes while the leader reads what nobody had heard of.
  const rig = new Rig().both(put('a', 1));
  rig.follower.store.apply([put('b', 4, 'unheard-of')]);
  rig.follower.onRead = () => void rig.store.apply([put('b', 5, 'of a client')], 5);
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, []);
  t.match(rig.store.get('b'), { value: 'of a client', version: 5 });
});

t.test('of several repairs each looks again: a write in between is not overruled', async t => {
  const rig = new Rig().both(put('a', 1), put('b', 2), put('c', 3));
  replace(rig.follower, put('d', 4, 'unheard-of'), put('e', 5, 'unheard-of'));
  rig.follower.store.apply([], 5);
  let reads = 0;
  rig.follower.onRead = () => {
    if (++reads === 1) rig.store.apply([put('e', 9, 'of a client')], 9);
  };
  const repaired = await rig.scrub();
  t.same(repaired.toSorted(), ['behind a 1', 'behind b 2', 'behind c 3', 'unheard-of d 4']);
  t.match(rig.store.get('e'), { version: 9 });
});

t.test('an unheard-of entry that the follower no longer has is not taken over', async t => {
  const rig = new Rig().both(put('a', 1));
  rig.follower.store.apply([put('b', 4, 'unheard-of')]);
  rig.follower.onRead = () => void rig.follower.store.apply([put('b', 8, 'newer there')]);
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, [], 'the next comparison judges anew');
});

t.test('what is on its way is no difference', async t => {
  const rig = new Rig().both(put('a', 1), put('b', 2));
  rig.store.apply([put('b', 3), put('c', 4)], 4);
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, []);
});

t.test('what comes between the two readings is no difference', async t => {
  const rig = new Rig().both(put('a', 1), put('b', 2));
  const { range } = rig.follower;
  rig.follower.range = async (...bounds) => {
    const read = await range.apply(rig.follower, bounds);
    const version = rig.store.lastVersion + 1;
    rig.both(put('a', version), put(`new ${version}`, version));
    return read;
  };
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, []);
});

t.test('a tombstone that the leader has let go, and the follower not yet, is no difference', async t => {
  const rig = new Rig().both(put('a', 1), tombstone('b', 2), put('c', 3));
  rig.store.collectTombstones(3, 100);
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, []);
});

t.test('nor is one that the follower has let go, and a restarted leader not yet again', async t => {
  const rig = new Rig().both(put('a', 1), tombstone('b', 2), put('c', 3));
  rig.follower.store.collectTombstones(3, 100);
  t.same(await rig.scrub(), []);
  t.same(rig.reissued, []);
});

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => put(`key ${String(i).padStart(6, '0')}`, i + 1));

t.test('every range is compared, however many there are', async t => {
  const entries = many(4_500);
  const rig = new Rig().both(...entries);
  const damaged = [0, 999, 1_000, 1_001, 2_500, 4_499].map(i => entries[i]!);
  replace(
    rig.follower,
    ...entries.map(entry => (damaged.includes(entry) ? put(entry.key, entry.version, 'altered') : entry)),
  );
  t.same(
    await rig.scrub(),
    damaged.map(({ key, version }) => `altered ${key} ${version}`),
  );
  await rig.isMended(t);
});

t.test('a follower that has only some of many keys gets the rest, at any place', async t => {
  const entries = many(3_200);
  const rig = new Rig().both(...entries);
  const kept = (_: Entry, i: number) => i > 700 && i % 3 !== 0 && i < 2_900;
  replace(rig.follower, ...entries.filter(kept));
  const missing = entries.filter((entry, i) => !kept(entry, i));
  t.equal((await rig.scrub()).length, missing.length);
  await rig.isMended(t);
});

t.test('a follower that has just the keys of the first ranges gets the rest', async t => {
  // The last range that it answers is equal, and it has nothing after it; the leader has.
  for (const kept of [1_000, 2_000]) {
    const entries = many(2_500);
    const rig = new Rig().both(...entries);
    replace(rig.follower, ...entries.slice(0, kept));
    t.equal((await rig.scrub()).length, entries.length - kept);
    await rig.isMended(t);
  }
});

t.test('one comparison repairs no more than 10000 keys; the next one goes on', async t => {
  const entries = many(12_500);
  const rig = new Rig().both(...entries);
  replace(rig.follower, ...entries.slice(0, 500));
  const first = await rig.scrub();
  t.ok(first.length > 0 && first.length <= 10_000, `repaired ${first.length}`);
  t.equal(rig.reissued.length, first.length);
  await rig.scrub();
  await rig.isMended(t);
});

t.test('the leader reads no more at once than it asks a follower for', async t => {
  const rig = new Rig().both(...many(5_000));
  replace(rig.follower, put('key 000000', 1), put('key 004999', 5_000));
  let longest = 0;
  const { records } = rig.store;
  rig.store.records = function* (after) {
    let read = 0;
    for (const record of records.call(rig.store, after)) {
      longest = Math.max(longest, ++read);
      yield record;
    }
  };
  await rig.scrub();
  t.ok(longest <= 2_001, `it went through ${longest} records in one turn of the event loop`);
});

t.test('a follower that goes away ends the comparison with its error', async t => {
  const rig = new Rig().both(put('a', 1));
  rig.follower.cut = true;
  await t.rejects(rig.scrub(), FollowerError);
});

t.test('an end of the leadership ends it', async t => {
  const rig = new Rig().both(...many(3_000));
  let asked = 0;
  const { range } = rig.follower;
  rig.follower.range = (...bounds) => {
    if (++asked === 2) rig.abort.abort();
    return range.apply(rig.follower, bounds);
  };
  await t.rejects(rig.scrub(), { name: 'AbortError' });
  t.equal(asked, 2);
});
