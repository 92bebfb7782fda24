import sortedBTree from 'sorted-btree';
import { Digest } from './digest.ts';
import { compareKeys, type Entry, isTombstone } from './entry.ts';
import { lastWriteWins, type Outcome } from './last-write-wins.ts';
import { keyPage, versionPage } from './page.ts';
import { encodeRecord } from './record.ts';
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
import { VersionIndex } from './version-index.ts';

// The package is CommonJS: its default export hangs on the module.
const BTree = sortedBTree.default;

/** Entries in memory alone: for tests, caches, and to measure what a disk costs. */
export function openMemoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly durability = 'memory';
  readonly failure = undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #keys = new BTree<string, undefined>(undefined, compareKeys);
  readonly #versions = new VersionIndex();
  #promised: EpochPromise | undefined;
  #ledEpoch: number | undefined;
  #watermark: Version = NO_VERSION;
  #collected: Version = NO_VERSION;
  readonly #digest = new Digest();
  #liveKeys = 0;
  #lastVersion: Version = NO_VERSION;

  get lastVersion(): Version {
    return this.#lastVersion;
  }

  get digest(): string {
    return this.#digest.toString();
  }

  get liveKeys(): number {
    return this.#liveKeys;
  }

  get promises(): Promises {
    return {
      promised: this.#promised,
      ledEpoch: this.#ledEpoch,
      watermark: this.#watermark,
      collected: this.#collected,
    };
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  hasVersion(version: Version): boolean {
    return this.#versions.has(version);
  }

  apply(entries: readonly Entry[], watermark: Version = NO_VERSION): Applied {
    const outcomes: Outcome[] = [];
    for (const entry of entries) outcomes.push(this.#applyOne(entry));
    if (watermark > this.#watermark) this.#watermark = watermark;
    return { outcomes, durable: null };
  }

  #applyOne(entry: Entry): Outcome {
    const current = this.#entries.get(entry.key);
    const outcome = lastWriteWins(current?.version, entry.version);
    if (outcome !== 'applied') return outcome;
    if (current === undefined && entry.version <= this.#collected) return 'stale';
    if (current === undefined) this.#keys.set(entry.key, undefined);
    else this.#forget(current);
    if (!isTombstone(entry)) this.#liveKeys++;
    this.#entries.set(entry.key, entry);
    this.#versions.set(entry.version, entry);
    this.#digest.toggle(entry.key, entry.version);
    if (entry.version > this.#lastVersion) this.#lastVersion = entry.version;
    return 'applied';
  }

  #forget(entry: Entry): void {
    this.#versions.delete(entry.version);
    this.#digest.toggle(entry.key, entry.version);
    if (!isTombstone(entry)) this.#liveKeys--;
  }

  collectTombstones(upTo: Version, maxExamined: number): Version {
    let examined = 0;
    for (const entry of this.#versions.above(this.#collected)) {
      if (entry.version > upTo) break;
      if (examined++ === maxExamined) return this.#collected;
      this.#collected = entry.version;
      if (!isTombstone(entry)) continue;
      this.#forget(entry);
      this.#entries.delete(entry.key);
      this.#keys.delete(entry.key);
    }
    this.#collected = Math.max(this.#collected, upTo);
    return this.#collected;
  }

  promiseEpoch(promise: EpochPromise): Promise<void> {
    if (this.#promised === undefined || promise.epoch > this.#promised.epoch) this.#promised = promise;
    return Promise.resolve();
  }

  recordLeadership(epoch: number): Promise<void> {
    this.#ledEpoch = epoch;
    return Promise.resolve();
  }

  pageByVersion(after: Version, limits: PageLimits): VersionPage {
    return versionPage(this.#versions.above(after), limits, Math.max(after, this.#lastVersion));
  }

  pageByKey(after: string, limits: PageLimits): KeyPage {
    return keyPage(this.#aboveKey(after), limits);
  }

  *#aboveKey(after: string): Generator<Entry> {
    for (const key of this.#keys.keys(after)) {
      if (key !== after) yield this.#entries.get(key)!;
    }
  }

  *records(after: string): Generator<StoredRecord> {
    for (const entry of this.#aboveKey(after)) yield { key: entry.key, record: encodeRecord(entry) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
