import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Digest } from './digest.ts';
import { compareKeys, type Entry, isTombstone } from './entry.ts';
import { GroupCommit, type Waiting } from './group-commit.ts';
import { lastWriteWins, type Outcome } from './last-write-wins.ts';
import { type LmdbFiles, openLmdbFiles } from './lmdb-files.ts';
import { lockFolder } from './lock.ts';
import { keyPage, merge, versionPage } from './page.ts';
import { decodeRecord, encodeRecord, readStanding, type Standing } from './record.ts';
import type {
  Applied,
  EpochPromise,
  KeyPage,
  PageLimits,
  Promises,
  Store,
  StoredRecord,
  VersionPage,
} from './store.ts';
import { NO_VERSION, type Version } from './version.ts';

export interface LmdbStoreOptions {
  /** Folder of this store alone; made if it is not there. */
  readonly folder: string;
  readonly durability: 'sync' | 'async';
}

/** Half of the second that `async` allows: the flush itself takes time, too. */
const ASYNC_GATHER_MS = 500;

/** What is kept in one record beside the entries, and committed with them. */
interface Meta {
  promised?: EpochPromise;
  ledEpoch?: number;
  watermark: Version;
  lastVersion: Version;
  liveKeys: number;
  collected: Version;
  digest: string;
}

const EMPTY: Meta = {
  watermark: NO_VERSION,
  lastVersion: NO_VERSION,
  liveKeys: 0,
  collected: NO_VERSION,
  digest: new Digest().toString(),
};

/**
 * Entries on disk, in LMDB. The data set may be larger than memory.
 *
 * @throws StorageError when the folder is in use by another process, or cannot be opened
 */
export function openLmdbStore(options: LmdbStoreOptions): Store {
  mkdirSync(options.folder, { recursive: true });
  const unlock = lockFolder(options.folder);
  return new LmdbStore(openLmdbFiles(join(options.folder, 'entries.mdb')), options.durability, unlock);
}

class LmdbStore implements Store {
  readonly durability: 'sync' | 'async';
  readonly #files: LmdbFiles;
  readonly #unlock: () => void;
  readonly #commit: GroupCommit;
  readonly #meta: Meta;
  readonly #digest: Digest;

  constructor(files: LmdbFiles, durability: 'sync' | 'async', unlock: () => void) {
    this.durability = durability;
    this.#files = files;
    this.#unlock = unlock;
    this.#commit = new GroupCommit({
      commit: entries => this.#write(entries),
      gatherMs: durability === 'sync' ? 0 : ASYNC_GATHER_MS,
    });
    const stored = files.meta.get('meta');
    this.#meta = stored === undefined ? { ...EMPTY } : (JSON.parse(stored) as Meta);
    this.#digest = new Digest(this.#meta.digest);
  }

  get lastVersion(): Version {
    return this.#meta.lastVersion;
  }

  get digest(): string {
    return this.#digest.toString();
  }

  get liveKeys(): number {
    return this.#meta.liveKeys;
  }

  get promises(): Promises {
    const { promised, ledEpoch, watermark, collected } = this.#meta;
    return { promised, ledEpoch, watermark, collected };
  }

  get failure(): string | undefined {
    return this.#commit.failure;
  }

  get(key: string): Entry | undefined {
    const waiting = this.#commit.find(key);
    if (waiting !== undefined) return waiting.removed ? undefined : waiting.entry;
    const record = this.#files.entries.get(key);
    return record === undefined ? undefined : decodeRecord(key, record);
  }

  hasVersion(version: Version): boolean {
    for (const entry of this.#commit.entries()) if (entry.version === version) return true;
    const key = this.#files.versions.get(version);
    return key !== undefined && this.#commit.find(key) === undefined;
  }

  apply(entries: readonly Entry[], watermark: Version = NO_VERSION): Applied {
    this.#commit.check();
    const outcomes: Outcome[] = [];
    for (const entry of entries) outcomes.push(this.#applyOne(entry));
    if (watermark > this.#meta.watermark) {
      this.#meta.watermark = watermark;
      void this.#commit.request();
    }
    return { outcomes, durable: this.durability === 'sync' ? this.#commit.durable() : null };
  }

  #applyOne(entry: Entry): Outcome {
    const standing = this.#standing(entry.key);
    const outcome = lastWriteWins(standing?.version, entry.version);
    if (outcome !== 'applied') return outcome;
    if (standing === undefined && entry.version <= this.#meta.collected) return 'stale';
    if (standing !== undefined) this.#digest.toggle(entry.key, standing.version);
    this.#digest.toggle(entry.key, entry.version);
    if (standing?.live) this.#meta.liveKeys--;
    if (!isTombstone(entry)) this.#meta.liveKeys++;
    if (entry.version > this.#meta.lastVersion) this.#meta.lastVersion = entry.version;
    this.#commit.add(entry, standing?.version);
    return outcome;
  }

  #standing(key: string): Standing | undefined {
    const waiting = this.#commit.find(key);
    if (waiting?.removed) return undefined;
    if (waiting !== undefined) return { version: waiting.entry.version, live: !isTombstone(waiting.entry) };
    const record = this.#files.entries.getBinaryFast(key);
    return record === undefined ? undefined : readStanding(record, record.length);
  }

  collectTombstones(upTo: Version, maxExamined: number): Version {
    // What waits for the disk is examined once it is there.
    let end = upTo;
    for (const { version } of this.#commit.entries()) end = Math.min(end, version - 1);
    const { collected } = this.#meta;
    if (end <= collected || this.#commit.failure !== undefined) return collected;
    let examined = 0;
    let through = end;
    for (const { key: version, value: key } of this.#files.versions.getRange({
      start: collected,
      exclusiveStart: true,
    })) {
      if (version > end) break;
      if (examined++ === maxExamined) {
        through = version - 1;
        break;
      }
      if (this.#commit.find(key) !== undefined || this.#standing(key)?.live !== false) continue;
      this.#digest.toggle(key, version);
      this.#commit.remove({ key, version, tombstone: true });
    }
    this.#meta.collected = through;
    void this.#commit.request();
    return through;
  }

  promiseEpoch(promise: EpochPromise): Promise<void> {
    const { promised } = this.#meta;
    if (promised === undefined || promise.epoch > promised.epoch) this.#meta.promised = promise;
    return this.#commit.request();
  }

  recordLeadership(epoch: number): Promise<void> {
    this.#meta.ledEpoch = epoch;
    return this.#commit.request();
  }

  pageByVersion(after: Version, limits: PageLimits): VersionPage {
    const waiting = [...this.#commit.entries()].filter(entry => entry.version > after);
    waiting.sort((a, b) => a.version - b.version);
    const entries = merge(waiting, this.#storedAboveVersion(after), (a, b) => a.version - b.version);
    return versionPage(entries, limits, Math.max(after, this.#meta.lastVersion));
  }

  *#storedAboveVersion(after: Version): Generator<Entry> {
    for (const { value: key } of this.#files.versions.getRange({ start: after, exclusiveStart: true })) {
      // An entry that waits for the disk stands above the stored one.
      if (this.#commit.find(key) === undefined) yield decodeRecord(key, this.#files.entries.get(key)!);
    }
  }

  pageByKey(after: string, limits: PageLimits): KeyPage {
    return keyPage(this.#aboveKey(after), limits);
  }

  *#aboveKey(after: string): Generator<Entry> {
    for (const { key, record } of this.records(after)) yield decodeRecord(key, record);
  }

  records(after: string): Iterable<StoredRecord> {
    const waiting = [...this.#commit.entries()]
      .filter(({ key }) => compareKeys(key, after) > 0)
      .sort((a, b) => compareKeys(a.key, b.key))
      .map(entry => ({ key: entry.key, record: encodeRecord(entry) }));
    return merge(waiting, this.#storedAboveKey(after), (a, b) => compareKeys(a.key, b.key));
  }

  *#storedAboveKey(after: string): Generator<StoredRecord> {
    // Without a start, lmdb would begin at its own lowest kind of key and skip some control characters.
    for (const { key, value: record } of this.#files.entries.getRange({
      start: after,
      exclusiveStart: true,
    })) {
      if (this.#commit.find(key)?.removed !== true) yield { key, record };
    }
  }

  #write(entries: ReadonlyMap<string, Waiting>): Promise<void> {
    const files = this.#files;
    const meta = JSON.stringify({ ...this.#meta, digest: this.digest });
    return files.commit(() => {
      for (const [key, { entry, replaces, removed }] of entries) {
        if (replaces !== undefined) files.versions.remove(replaces);
        if (removed) {
          files.entries.remove(key);
          continue;
        }
        files.entries.put(key, encodeRecord(entry));
        files.versions.put(entry.version, key);
      }
      files.meta.put('meta', meta);
    });
  }

  async close(): Promise<void> {
    try {
      await this.#commit.flush();
    } finally {
      await this.#files.close();
      this.#unlock();
    }
  }
}
