import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compareKeys, type Entry, type Tombstone } from '../entry.ts';
import { lastWriteWins, type Outcome } from '../last-write-wins.ts';
import { keyPage, merge, versionPage } from '../page.ts';
import { decodeRecord, encodeRecord, type Standing, standingOf } from '../record.ts';
import {
  type Applied,
  type EpochPromise,
  type KeyPage,
  type PageLimits,
  type Promises,
  StorageError,
  type Store,
  type StoredRecord,
  type VersionPage,
} from '../store.ts';
import { Totals } from '../totals.ts';
import { NO_VERSION, type Version } from '../version.ts';
import { type CheckpointDue, checkpointDue, restMs } from './checkpoint.ts';
import { lockFolder } from './lock.ts';
import { Log, readLog } from './log.ts';
import { Overlay, type Waiting } from './overlay.ts';
import { filesBytes } from './size.ts';
import { Tree } from './tree.ts';

export interface DiskStoreOptions {
  /** Folder of this store alone; made if it is not there. */
  readonly folder: string;
  readonly durability: 'sync' | 'async';
  /** Told how long each flush of the log took, in milliseconds; must be cheap, and must not throw. */
  readonly onFlush?: (ms: number) => void;
  /** Spreads the checkpoints of replicas: see checkpoint.ts. */
  readonly random?: () => number;
}

/** Half of the second that `async` allows: the flush itself takes time, too. */
const ASYNC_GATHER_MS = 500;
/** Entries that go to the tree in one transaction: prepared on the main thread, so not too many. */
const CHUNK_ENTRIES = 1_000;
/** The log takes no more when the tree is so far behind. */
const MAX_LOG_BYTES = 256 << 20;
const RETRY_MS = 1_000;

/** What is remembered beside the entries. */
type Note = { -readonly [Name in keyof Promises]: Promises[Name] };

/**
 * Entries on disk: an append-only log that makes them durable, and a tree behind it that a checkpoint brings
 * up to date from time to time. What is not in the tree yet is kept in memory, too.
 *
 * @throws StorageError when the folder is in use by another process
 */
export function openDiskStore(options: DiskStoreOptions): Store {
  mkdirSync(options.folder, { recursive: true });
  const unlock = lockFolder(options.folder);
  try {
    return new DiskStore(options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

class DiskStore implements Store {
  readonly durability: 'sync' | 'async';
  readonly #folder: string;
  readonly #unlock: () => void;
  readonly #tree: Tree;
  readonly #overlay = new Overlay();
  readonly #log: Log;
  readonly #totals: Totals;
  readonly #note: Note;
  readonly #random: () => number;
  #checkpointDue: CheckpointDue;
  #checkpointing: Promise<void> | undefined;
  #checkpointTimer: NodeJS.Timeout | undefined;
  #treeFailure: string | undefined;
  #closing = false;

  constructor({ folder, durability, onFlush, random = Math.random }: DiskStoreOptions, unlock: () => void) {
    this.durability = durability;
    this.#random = random;
    this.#checkpointDue = checkpointDue(random);
    this.#folder = folder;
    this.#unlock = unlock;
    this.#tree = new Tree(join(folder, 'entries.mdb'));
    this.#totals = new Totals(this.#tree.totals);
    const note = this.#tree.note;
    this.#note =
      note === undefined
        ? { promised: undefined, ledEpoch: undefined, watermark: NO_VERSION, collected: NO_VERSION }
        : (JSON.parse(note) as Note);
    this.#recover(folder);
    this.#log = new Log({
      folder,
      gatherMs: durability === 'sync' ? 0 : ASYNC_GATHER_MS,
      head: () => JSON.stringify(this.#note),
      onFlush,
    });
    void this.#checkpoint();
  }

  get lastVersion(): Version {
    return this.#totals.lastVersion;
  }

  get digest(): string {
    return this.#totals.digest;
  }

  get liveKeys(): number {
    return this.#totals.liveKeys;
  }

  get promises(): Promises {
    return this.#note;
  }

  get failure(): string | undefined {
    return this.#log.failure ?? this.#treeFailure;
  }

  get(key: string): Entry | undefined {
    const waiting = this.#overlay.find(key);
    if (waiting !== undefined) return waiting.removed ? undefined : waiting.entry;
    return this.#tree.get(key);
  }

  hasVersion(version: Version): boolean {
    if (this.#overlay.hasVersion(version)) return true;
    const key = this.#tree.keyOf(version);
    return key !== undefined && this.#overlay.find(key) === undefined;
  }

  apply(entries: readonly Entry[], watermark: Version = NO_VERSION): Applied {
    this.#check();
    const outcomes: Outcome[] = [];
    const applied: Entry[] = [];
    for (const entry of entries) {
      const outcome = this.#applyOne(entry);
      outcomes.push(outcome);
      if (outcome === 'applied') applied.push(entry);
    }
    const advances = watermark > this.#note.watermark;
    if (advances) this.#note.watermark = watermark;
    if (advances || applied.length > 0) this.#append(applied);
    return { outcomes, durable: this.durability === 'sync' ? this.#log.durable() : null };
  }

  #check(): void {
    if (this.failure !== undefined) {
      throw new StorageError(`The disk refuses writes (${this.failure}); free some space or mend it.`);
    }
    if (this.#log.bytes > MAX_LOG_BYTES) {
      throw new StorageError('The disk is too slow for what is written; too much waits for it.');
    }
  }

  #applyOne(entry: Entry): Outcome {
    const standing = this.#standing(entry.key);
    const outcome = lastWriteWins(standing?.version, entry.version);
    if (outcome !== 'applied') return outcome;
    if (standing === undefined && entry.version <= this.#note.collected) return 'stale';
    this.#totals.replace(entry.key, standing, standingOf(entry));
    this.#overlay.put(entry, standing);
    return outcome;
  }

  #standing(key: string): Standing | undefined {
    const waiting = this.#overlay.find(key);
    if (waiting === undefined) return this.#tree.standing(key);
    return waiting.removed ? undefined : standingOf(waiting.entry);
  }

  #append(entries: readonly Entry[]): void {
    this.#log.append(JSON.stringify(entries));
    if (this.#checkpointing !== undefined) return;
    if (this.#log.bytes > this.#checkpointDue.atBytes) void this.#checkpoint();
    else this.#checkpointLater();
  }

  #checkpointLater(): void {
    this.#checkpointTimer ??= setTimeout(() => this.#checkpoint(), this.#checkpointDue.afterMs).unref();
  }

  promiseEpoch(promise: EpochPromise): Promise<void> {
    const { promised } = this.#note;
    if (promised === undefined || promise.epoch > promised.epoch) this.#note.promised = promise;
    return this.#appendNote();
  }

  recordLeadership(epoch: number): Promise<void> {
    this.#note.ledEpoch = epoch;
    return this.#appendNote();
  }

  async #appendNote(): Promise<void> {
    this.#check();
    this.#append([]);
    await this.#log.durable();
  }

  pageByVersion(after: Version, limits: PageLimits): VersionPage {
    const waiting = entriesOf(this.#overlay.aboveVersion(after));
    const entries = merge(waiting, this.#inTreeAboveVersion(after), (a, b) => a.version - b.version);
    return versionPage(entries, limits, Math.max(after, this.lastVersion));
  }

  *#inTreeAboveVersion(after: Version): Generator<Entry> {
    for (const { key } of this.#tree.aboveVersion(after)) {
      // An entry that waits for the tree stands above the one that is in it.
      if (this.#overlay.find(key) === undefined) yield this.#tree.get(key)!;
    }
  }

  pageByKey(after: string, limits: PageLimits): KeyPage {
    return keyPage(this.#aboveKey(after), limits);
  }

  *#aboveKey(after: string): Generator<Entry> {
    for (const { key, record } of this.records(after)) yield decodeRecord(key, record);
  }

  records(after: string): Iterable<StoredRecord> {
    return merge(recordsOf(this.#overlay.aboveKey(after)), this.#inTreeAboveKey(after), (a, b) =>
      compareKeys(a.key, b.key),
    );
  }

  *#inTreeAboveKey(after: string): Generator<StoredRecord> {
    for (const stored of this.#tree.aboveKey(after)) {
      if (this.#overlay.find(stored.key) === undefined) yield stored;
    }
  }

  collectTombstones(upTo: Version, maxExamined: number): Version {
    const { collected } = this.#note;
    if (upTo <= collected || this.failure !== undefined) return collected;
    const due: Tombstone[] = [];
    let through = upTo;
    let examined = 0;
    for (const { key, version, live } of this.#standingAbove(collected)) {
      if (version > upTo) break;
      if (examined++ === maxExamined) {
        through = version - 1;
        break;
      }
      if (!live) due.push({ key, version, tombstone: true });
    }
    for (const tombstone of due) {
      this.#totals.replace(tombstone.key, standingOf(tombstone), undefined);
      this.#overlay.remove(tombstone);
    }
    this.#note.collected = through;
    if (due.length > 0) this.#checkpointLater();
    return through;
  }

  /** What stands above a version, in version order, without the values. */
  #standingAbove(after: Version): Iterable<Standing & { readonly key: string }> {
    const overlay = this.#overlay;
    const tree = this.#tree;
    function* waiting() {
      for (const { key, entry } of overlay.aboveVersion(after)) yield { key, ...standingOf(entry) };
    }
    function* inTree() {
      for (const { key } of tree.aboveVersion(after)) {
        if (overlay.find(key) === undefined) yield { key, ...tree.standing(key)! };
      }
    }
    return merge(waiting(), inTree(), (a, b) => a.version - b.version);
  }

  /** Reads what the log has and the tree has not. */
  #recover(folder: string): void {
    for (const payload of readLog(folder)) {
      const [head, ...lines] = payload.split('\n');
      const { promised, ledEpoch, watermark } = JSON.parse(head!) as Note;
      for (const line of lines) for (const entry of JSON.parse(line) as Entry[]) this.#applyOne(entry);
      if (promised !== undefined && promised.epoch > (this.#note.promised?.epoch ?? -1))
        this.#note.promised = promised;
      if (ledEpoch !== undefined && ledEpoch > (this.#note.ledEpoch ?? -1)) this.#note.ledEpoch = ledEpoch;
      if (watermark > this.#note.watermark) this.#note.watermark = watermark;
    }
  }

  /** Brings the tree up to date, and lets go of the log before. */
  #checkpoint(): Promise<void> {
    clearTimeout(this.#checkpointTimer);
    this.#checkpointTimer = undefined;
    this.#checkpointing ??= this.#writeTree().finally(() => {
      this.#checkpointing = undefined;
      this.#checkpointDue = checkpointDue(this.#random);
      if (this.#overlay.size > 0) this.#checkpointLater();
    });
    return this.#checkpointing;
  }

  async #writeTree(): Promise<void> {
    const written = new Set<Waiting>();
    try {
      // Without a wait where none is needed: what is applied right after an open is not for its checkpoint.
      const prepared = this.#log.prepare();
      if (prepared !== null) await prepared;
      const entries = this.#overlay.age();
      const note = JSON.stringify(this.#note);
      const segment = this.#log.rotate();
      const kept = entries.filter(({ removed }) => !removed);
      for (let at = 0; at < kept.length; at += CHUNK_ENTRIES) {
        const chunk = kept.slice(at, at + CHUNK_ENTRIES);
        const startedMs = performance.now();
        await this.#tree.commit(chunk);
        for (const waiting of chunk) written.add(waiting);
        if (!this.#closing)
          await sleep(restMs(performance.now() - startedMs, this.#log.bytes, this.#checkpointDue));
      }
      // A tombstone goes in the transaction that says so: see Promises.collected.
      const gone = entries.filter(({ removed }) => removed);
      await this.#tree.commit(gone, note);
      for (const waiting of gone) written.add(waiting);
      await this.#log.drop(segment);
      this.#overlay.settle();
      this.#treeFailure = undefined;
    } catch (error) {
      this.#overlay.takeBack(written);
      this.#treeFailure = (error as Error).message;
      this.#checkpointTimer = setTimeout(() => this.#checkpoint(), RETRY_MS).unref();
    }
  }

  sizeBytes(): Promise<number> {
    return filesBytes(this.#folder);
  }

  async close(): Promise<void> {
    clearTimeout(this.#checkpointTimer);
    this.#closing = true;
    let complete = false;
    try {
      this.#log.hurry();
      await this.#log.durable();
      await this.#checkpointing;
      await this.#checkpoint();
      await this.#log.durable();
      complete = this.failure === undefined;
      if (!complete)
        throw new StorageError(
          `The disk refuses writes (${this.failure}); the log has what was acknowledged.`,
        );
    } finally {
      clearTimeout(this.#checkpointTimer);
      await this.#log.close(complete);
      await this.#tree.close();
      this.#unlock();
    }
  }
}

function* entriesOf(waiting: Iterable<Waiting>): Generator<Entry> {
  for (const { entry } of waiting) yield entry;
}

function* recordsOf(waiting: Iterable<Waiting>): Generator<StoredRecord> {
  for (const { key, entry } of waiting) yield { key, record: encodeRecord(entry) };
}
