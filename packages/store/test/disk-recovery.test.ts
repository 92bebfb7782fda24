import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { Tree } from '../src/disk/tree.ts';
import { type Entry, openDiskStore, type Store } from '../src/index.ts';
import { play, type Step } from './children/steps.ts';
import { dump, folderFor, put, tombstone } from './contract/stores.ts';
import { contradictions, playAndKill, stateAfter, textOf, without } from './played.ts';

const open = (folder: string) => openDiskStore({ folder, durability: 'sync' });
const logsIn = (folder: string) => readdirSync(folder).filter(name => /^log-\d+$/.test(name));

/** What the tree alone has; nothing else may have the folder open. */
async function inTree(folder: string) {
  const tree = new Tree(join(folder, 'entries.mdb'));
  try {
    return tree.totals;
  } finally {
    await tree.close();
  }
}

t.test('a close brings everything to the tree, and leaves no log behind', async t => {
  let store: Store | undefined;
  const folder = folderFor(t, () => store);
  store = open(folder);
  await store.apply([put('a', 1), tombstone('b', 2), put('c', 3)], 3).durable;
  t.same(logsIn(folder), ['log-1']);
  const before = textOf(dump(store));
  const { digest } = store;
  await store.close();
  t.same(logsIn(folder), []);
  t.same(await inTree(folder), { lastVersion: 3, liveKeys: 2, digest });
  store = open(folder);
  t.equal(textOf(dump(store)), before);
  t.same(contradictions(store), []);
});

t.test('after a kill the log has what the tree has not, and both together have everything', async t => {
  const folder = t.testdir();
  // Half a megabyte each: what is written in a minute on a busy node, so that checkpoints come by size.
  const steps = Array.from({ length: 400 }, (_, i): Step => {
    const version = i + 1;
    const key = `key ${(i * 7) % 11}`;
    const entry = i % 5 === 4 ? tombstone(key, version) : put(key, version, 500_000);
    return { apply: [entry], watermark: version };
  });
  let goneAt: number | undefined;
  const done = await playAndKill(t, folder, steps, done => {
    if (goneAt === undefined && !existsSync(join(folder, 'log-1')) && done > 10) goneAt = done;
    return goneAt !== undefined && done > goneAt + 3;
  });
  t.ok(goneAt !== undefined, `a checkpoint let the first log go after ${goneAt} writes`);
  const { lastVersion } = await inTree(folder);
  t.ok(lastVersion > 0 && lastVersion < done, `the tree has ${lastVersion} of ${done}`);

  const store = open(folder);
  t.ok([done, done + 1].includes(store.lastVersion), 'at most the write in flight came in addition');
  t.ok(
    textOf(dump(store)) === textOf(stateAfter(steps.slice(0, store.lastVersion))),
    'all that was durable is there',
  );
  t.same(contradictions(store), []);
  await store.close();
  t.equal((await inTree(folder)).lastVersion, store.lastVersion);
});

const content = fc.oneof(
  { weight: 5, arbitrary: fc.nat(50) },
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant(200_000) },
);
const writing = fc.record({
  kind: fc.constant('write' as const),
  key: fc.constantFrom('a', 'b', 'c', 'd', '\uff21', '\u{1f600}'),
  content,
  late: fc.nat(3),
  /** An older write that comes once more. */
  again: fc.option(fc.nat(1_000), { nil: undefined }),
});
const event = fc.oneof(
  { weight: 8, arbitrary: writing },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('collect' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

/**
 * Steps as a follower may see them: writes come up to three places late, some twice, and tombstones go only at
 * or below the watermark.
 */
const steps: fc.Arbitrary<Step[]> = fc.array(event, { minLength: 5, maxLength: 60 }).map(events => {
  const issued: Entry[] = [];
  const arrivals = new Map<number, number>();
  for (const event of events) {
    if (event.kind !== 'write') continue;
    const { key, content: value, late } = event;
    const version = issued.length + 1;
    arrivals.set(version, version + late);
    issued.push(value === undefined ? tombstone(key, version) : put(key, version, value));
  }
  const made: Step[] = [];
  let time = 0;
  let watermark = 0;
  for (const event of events) {
    if (event.kind === 'collect') made.push({ collect: watermark });
    else if (event.kind === 'reopen') made.push({ reopen: true });
    else {
      time++;
      const apply = issued.filter(({ version }) => arrivals.get(version) === time);
      if (event.again !== undefined && watermark > 0) apply.push(issued[event.again % watermark]!);
      while (watermark < issued.length && arrivals.get(watermark + 1)! <= time) watermark++;
      made.push({ apply, watermark });
    }
  }
  return made;
});

t.test('whatever happened, an opened store counts and hashes just what it holds', async t => {
  const folder = t.testdir();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(steps, async steps => {
      const path = join(folder, `${++runs}`);
      let store = open(path);
      const check = (done: readonly Step[]) => {
        assert.equal(textOf(dump(store)), textOf(stateAfter(done)));
        assert.deepEqual(contradictions(store), []);
      };
      try {
        for (const [i, step] of steps.entries()) {
          store = await play(store, path, step);
          if ('reopen' in step) check(steps.slice(0, i + 1));
        }
        check(steps);
        const { collected } = stateAfter(steps);
        assert.equal(store.promises.collected, collected);
        store = await play(store, path, { reopen: true });
        check(steps);
        assert.equal(store.promises.collected, collected);
      } finally {
        await store.close();
      }
    }),
    { numRuns: 40 },
  );
});

t.test('the same after kills: at most tombstones come back that were let go', async t => {
  const folder = t.testdir();
  for (const [run, all] of fc.sample(steps, { numRuns: 4, seed: 7 }).entries()) {
    const path = join(folder, `${run}`);
    const half = Math.ceil(all.length / 2);
    for (const [from, to] of [
      [0, half],
      [half, all.length],
    ] as const) {
      await playAndKill(t, path, all.slice(from, to));
      const store = open(path);
      const expected = stateAfter(all.slice(0, to));
      const found = without(dump(store), expected.collected);
      t.ok(textOf(found) === textOf(without(expected, expected.collected)), `run ${run}: all is there`);
      t.same(contradictions(store), [], `run ${run}: and it fits together`);
      await store.close();
    }
  }
});

t.test('the last version is remembered, though its entry was a tombstone and went', async t => {
  const last = await lastVersionAfter(t, async store => {
    await store.apply([put('a', 1), put('b', 2)], 2).durable;
    await store.apply([tombstone('b', 3)], 3).durable;
    store.collectTombstones(3, 100);
  });
  t.equal(last, 3);
});

async function lastVersionAfter(t: Test, work: (store: Store) => Promise<void>): Promise<number> {
  let store: Store | undefined;
  const folder = folderFor(t, () => store);
  store = open(folder);
  await work(store);
  await store.close();
  store = open(folder);
  return store.lastVersion;
}
