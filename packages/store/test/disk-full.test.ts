import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { type Entry, openDiskStore, StorageError, type Store, summarizeRange } from '../src/index.ts';
import { type Child, startChild } from './children/child.ts';
import { dump, put, tombstone } from './contract/stores.ts';
import { contradictions } from './played.ts';
import { mountSmallDisk, NO_SMALL_DISK, type SmallDisk } from './small-disk.ts';

/** A store on a disk of its own, and what it called durable. */
class Rig {
  readonly disk: SmallDisk;
  store: Store;
  readonly durable: Entry[] = [];
  readonly #random: () => number;
  #version = 0;

  /** @param random what the store draws the next checkpoint with */
  constructor(disk: SmallDisk, random: () => number) {
    this.disk = disk;
    this.#random = random;
    this.store = this.#open();
  }

  /** Writes one entry, and remembers it if it was called durable. */
  async write(key: string, length = 10): Promise<void> {
    const version = ++this.#version;
    const entry =
      length === 0 ? tombstone(key, version) : put(key, version, `${version} ${'x'.repeat(length)}`);
    await this.store.apply([entry], version).durable;
    this.durable.push(entry);
  }

  /** Entries that were called durable, and for whose key neither they nor anything newer stands. */
  get lost(): string[] {
    return this.durable
      .filter(({ key, version }) => (this.store.get(key)?.version ?? 0) < version)
      .map(({ key, version }) => `${key} ${version}`);
  }

  #open(): Store {
    return openDiskStore({ folder: join(this.disk.path, 'data'), durability: 'sync', random: this.#random });
  }

  async reopen(): Promise<void> {
    await this.store.close();
    this.store = this.#open();
  }

  reopenAfterFailedClose(): void {
    this.store = this.#open();
  }
}

/** A rig on a disk of so many megabytes; `undefined` where there can be none. */
function setUp(t: Test, megabytes: number, random = () => 0): Rig | undefined {
  let disk: SmallDisk | undefined;
  let rig: Rig | undefined;
  // Set up before the folder is made, so that it is done before the folder is removed.
  t.teardown(async () => {
    disk?.free();
    await rig?.store.close().catch(() => {});
    disk?.unmount();
  });
  disk = mountSmallDisk(t.testdir(), megabytes);
  if (disk === undefined) return undefined;
  rig = new Rig(disk, random);
  return rig;
}

async function until(what: string, condition: () => boolean, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${what}`);
    await sleep(10);
  }
}

/** While the disk is full: nothing is taken, nothing is called durable, and reads go on. */
async function refuses(t: Test, { store, durable, lost }: Rig): Promise<void> {
  t.type(store.failure, 'string');
  const { digest, lastVersion } = store;
  t.throws(() => store.apply([put('refused', 1_000_000)], 1_000_000), StorageError);
  t.throws(() => store.apply([]), StorageError, 'nor is an empty batch acked');
  await t.rejects(store.promiseEpoch({ epoch: 99, candidate: 'refused' }), StorageError);
  await t.rejects(store.recordLeadership(99), StorageError);
  t.equal(store.collectTombstones(1_000_000, 100), 0, 'no tombstone goes');
  t.equal(store.get('refused'), undefined);
  t.equal(store.lastVersion, lastVersion);
  t.equal(store.digest, digest);
  t.ok(durable.length > 0);
  t.same(lost, [], 'what is durable can be read');
  t.same(contradictions(store), []);
  t.equal(summarizeRange(store, { after: '' }).fingerprints.length, dump(store, 1_000).byKey.length);
}

/** Once there is space again: writes are taken, and everything is there after a reopen. */
async function recovers(t: Test, rig: Rig): Promise<void> {
  rig.disk.free();
  await until('the disk is found to be mended', () => rig.store.failure === undefined);
  await rig.write('after');
  await rig.store.promiseEpoch({ epoch: 100, candidate: 'after' });
  const before = dump(rig.store, 1_000);
  await rig.reopen();
  t.equal(rig.store.failure, undefined);
  t.same(rig.lost, [], 'all that was called durable is there');
  t.equal(JSON.stringify(dump(rig.store, 1_000)), JSON.stringify(before), 'and all that was visible');
  t.same(contradictions(rig.store), []);
  t.equal(rig.store.promises.promised?.epoch, 100);
}

t.test('a disk that is full for the log', async t => {
  const rig = setUp(t, 24);
  if (rig === undefined) return t.plan(0, NO_SMALL_DISK);
  for (let i = 0; i < 20; i++) await rig.write(`key ${i % 7}`, i % 5 === 4 ? 0 : 1_000);
  rig.disk.fill();
  // The log has some megabytes of its own; several writes are under way when these are used up.
  const refusals: unknown[] = [];
  while (refusals.length === 0) {
    const group = Array.from({ length: 5 }, (_, i) => rig.write(`large ${i}`, 100_000));
    for (const result of await Promise.allSettled(group)) {
      if (result.status === 'rejected') refusals.push(result.reason);
    }
    assert.ok(rig.durable.length < 2_000, 'the disk must be full in the end');
  }
  for (const refusal of refusals) t.ok(refusal instanceof StorageError, String(refusal));
  // LMDB calls a write that was cut short an input/output error.
  t.match(rig.store.failure, /no space|ENOSPC|input\/output/i);
  await refuses(t, rig);
  await recovers(t, rig);
});

t.test('a disk that is full for the tree', async t => {
  // A checkpoint is due at 10 MiB of log: after 105 of these writes, and not after 104.
  const rig = setUp(t, 64, () => 0.75);
  if (rig === undefined) return t.plan(0, NO_SMALL_DISK);
  // With these the third segment is begun, so that the rest is durable; the tree has no room for any.
  for (let i = 0; i < 100; i++) await rig.write(`key ${i}`, 100_000);
  rig.disk.fill();
  for (let i = 100; i < 105; i++) await rig.write(`key ${i}`, 100_000);
  // The one with which it begins may meet the full disk itself.
  await rig.write('last').catch(() => {});
  await until('a checkpoint fails', () => rig.store.failure !== undefined);
  await refuses(t, rig);
  await recovers(t, rig);
});

t.test('a store that is closed while its disk is full keeps in its log what was acknowledged', async t => {
  const rig = setUp(t, 24);
  if (rig === undefined) return t.plan(0, NO_SMALL_DISK);
  await rig.write('first');
  rig.disk.fill();
  for (let i = 0; i < 30; i++) await rig.write(`key ${i}`, 100_000);
  await t.rejects(rig.store.close(), StorageError);
  rig.disk.free();
  rig.reopenAfterFailedClose();
  t.same(rig.lost, []);
  t.same(contradictions(rig.store), []);
  await recovers(t, rig);
});

t.test('a process that is killed while its disk is full leaves all that it called durable', async t => {
  let disk: SmallDisk | undefined;
  let store: Store | undefined;
  let child: Child | undefined;
  t.teardown(async () => {
    await child?.kill();
    // The disk has no room for the tree, so that this may be refused.
    await store?.close().catch(() => {});
    disk?.unmount();
  });
  disk = mountSmallDisk(t.testdir(), 24);
  if (disk === undefined) return t.plan(0, NO_SMALL_DISK);
  const folder = join(disk.path, 'data');
  child = startChild(t, new URL('./children/hoarder.ts', import.meta.url), folder);
  const durable: number[] = [];
  for await (const line of child.lines) {
    if (line !== 'refused') durable.push(Number(line));
    else await child.kill();
  }
  t.ok(durable.length > 10, `${durable.length} writes were called durable`);
  store = openDiskStore({ folder, durability: 'sync' });
  const held = store;
  t.same(
    durable.filter(version => held.get(`key ${version}`)?.version !== version),
    [],
  );
  t.same(contradictions(held), []);
});
