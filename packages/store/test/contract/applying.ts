import t from 'tap';
import { fresh, type Open, put, tombstone } from './stores.ts';

export function applying(name: string, open: Open): void {
  t.test(`${name}: the higher version stands, and each entry is told what became of it`, async t => {
    const store = fresh(t, open);
    const outcomes = (...entries: Parameters<typeof store.apply>[0]) => store.apply(entries).outcomes;
    t.same(outcomes(put('a', 5)), ['applied']);
    t.same(outcomes(put('a', 5)), ['duplicate']);
    t.same(outcomes(put('a', 4)), ['stale']);
    t.same(outcomes(put('a', 6), put('a', 6), put('a', 5), put('b', 1)), [
      'applied',
      'duplicate',
      'stale',
      'applied',
    ]);
    t.same(store.get('a'), put('a', 6));
    t.same(store.get('b'), put('b', 1));
    t.equal(store.get('c'), undefined);
  });

  t.test(`${name}: outcomes are the same for entries that are on disk already`, async t => {
    const store = fresh(t, open);
    await store.apply([put('a', 5), put('b', 6)]).durable;
    t.same(store.apply([put('a', 5), put('a', 4), put('b', 7)]).outcomes, ['duplicate', 'stale', 'applied']);
  });

  t.test(`${name}: an apply of nothing changes nothing`, async t => {
    const store = fresh(t, open);
    const { outcomes, durable } = store.apply([]);
    await durable;
    t.same(outcomes, []);
    t.equal(store.lastVersion, 0);
    t.equal(store.promises.watermark, 0);
  });

  t.test(`${name}: a tombstone stands like a value and keeps an older one from coming back`, async t => {
    const store = fresh(t, open);
    store.apply([put('a', 1), tombstone('a', 3)]);
    t.same(store.apply([put('a', 2)]).outcomes, ['stale']);
    t.same(store.get('a'), tombstone('a', 3));
    t.same(store.apply([put('a', 4)]).outcomes, ['applied']);
    t.same(store.get('a'), put('a', 4));
  });

  t.test(`${name}: liveKeys counts keys that have a value, on disk or on their way`, async t => {
    const store = fresh(t, open);
    const steps = [
      { entry: put('a', 1), live: 1 },
      { entry: put('a', 2), live: 1 },
      { entry: put('b', 3), live: 2 },
      { entry: tombstone('a', 4), live: 1 },
      { entry: tombstone('a', 5), live: 1 },
      { entry: tombstone('c', 6), live: 1 },
      { entry: put('a', 3), live: 1 },
      { entry: put('a', 7), live: 2 },
      { entry: put('c', 8), live: 3 },
    ];
    for (const { entry, live } of steps) {
      const { durable } = store.apply([entry]);
      if (entry.version % 2 === 0) await durable;
      t.equal(store.liveKeys, live, `after version ${entry.version} of ${entry.key}`);
    }
  });

  t.test(`${name}: lastVersion is the highest version ever applied`, async t => {
    const store = fresh(t, open);
    t.equal(store.lastVersion, 0);
    store.apply([put('a', 9), put('b', 3)]);
    t.equal(store.lastVersion, 9);
    store.apply([put('a', 8)]);
    t.equal(store.lastVersion, 9);
    store.apply([tombstone('a', 1_000_000_001)]);
    t.equal(store.lastVersion, 1_000_000_001);
  });

  t.test(`${name}: hasVersion holds for what stands and for nothing that was superseded`, async t => {
    const store = fresh(t, open);
    await store.apply([put('a', 1), put('b', 2)]).durable;
    store.apply([put('a', 3)]);
    const standing = () => [1, 2, 3, 4].filter(version => store.hasVersion(version));
    t.same(standing(), [2, 3], 'while version 3 waits for the disk');
    await store.apply([tombstone('b', 4)]).durable;
    t.same(standing(), [3, 4]);
    store.apply([put('b', 2)]);
    t.same(standing(), [3, 4], 'after a stale entry');
  });
}
