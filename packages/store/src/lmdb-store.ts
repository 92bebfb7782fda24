import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareKeys, type Entry, isTombstone } from './entry.ts';
import { GroupCommit, type Waiting } from './group-commit.ts';
import { lastWriteWins, type Outcome } from './last-write-wins.ts';
import { type LmdbFiles, openLmdbFiles } from './lmdb-files.ts';
import { lockFolder } from './lock.ts';
import { keyPage, merge, versionPage } from './page.ts';
import { decodeRecord, encodeRecord, readStanding, type Standing } from './record.ts';
import type { Applied, EpochPromise, KeyPage, PageLimits, Promises, Store, VersionPage } from './store.ts';
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
}

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

  constructor(files: LmdbFiles, durability: 'sync' | 'async', unlock: () => void) {
    this.durability = durability;
    this.#files = files;
    this.#unlock = unlock;
    this.#commit = new GroupCommit({
      commit: entries => this.#write(entries),
      gatherMs: durability === 'sync' ? 0 : ASYNC_GATHER_MS,
    });
    const stored = files.meta.get('meta');
    this.#meta =
      stored === undefined
        ? { watermark: NO_VERSION, lastVersion: NO_VERSION, liveKeys: 0 }
        : (JSON.parse(stored) as Meta);
  }

  get lastVersion(): Version {
    return this.#meta.lastVersion;
  }

  get liveKeys(): number {
    return this.#meta.liveKeys;
  }

  get promises(): Promises {
    return { promised: this.#meta.promised, ledEpoch: this.#meta.ledEpoch, watermark: this.#meta.watermark };
  }

  get failure(): string | undefined {
    return this.#commit.failure;
  }

  get(key: string): Entry | undefined {
    const waiting = this.#commit.find(key);
    if (waiting !== undefined) return waiting.entry;
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
    if (standing?.live) this.#meta.liveKeys--;
    if (!isTombstone(entry)) this.#meta.liveKeys++;
    if (entry.version > this.#meta.lastVersion) this.#meta.lastVersion = entry.version;
    this.#commit.add(entry, standing?.version);
    return outcome;
  }

  #standing(key: string): Standing | undefined {
    const waiting = this.#commit.find(key)?.entry;
    if (waiting !== undefined) return { version: waiting.version, live: !isTombstone(waiting) };
    const record = this.#files.entries.getBinaryFast(key);
    return record === undefined ? undefined : readStanding(record, record.length);
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
    const waiting = [...this.#commit.entries()].filter(entry => compareKeys(entry.key, after) > 0);
    waiting.sort((a, b) => compareKeys(a.key, b.key));
    return keyPage(
      merge(waiting, this.#storedAboveKey(after), (a, b) => compareKeys(a.key, b.key)),
      limits,
    );
  }

  *#storedAboveKey(after: string): Generator<Entry> {
    // Without a start, lmdb would begin at its own lowest kind of key and skip some control characters.
    for (const { key, value } of this.#files.entries.getRange({ start: after, exclusiveStart: true })) {
      yield decodeRecord(key, value);
    }
  }

  #write(entries: ReadonlyMap<string, Waiting>): Promise<void> {
    const { files, meta } = { files: this.#files, meta: JSON.stringify(this.#meta) };
    return files.commit(() => {
      for (const [key, { entry, replaces }] of entries) {
        if (replaces !== undefined) files.versions.remove(replaces);
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
