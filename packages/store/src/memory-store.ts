import { Digest } from './digest.ts';
import { type Entry, isTombstone } from './entry.ts';
import { lastWriteWins, type Outcome } from './last-write-wins.ts';
import { keyPage, versionPage } from './page.ts';
import { encodeRecord } from './record.ts';
import { SortedEntries } from './sorted-entries.ts';
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

/** Entries in memory alone: for tests, caches, and to measure what a disk costs. */
export function openMemoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly durability = 'memory';
  readonly failure = undefined;
  readonly #entries = new SortedEntries<Entry>();
  readonly #digest = new Digest();
  #promised: EpochPromise | undefined;
  #ledEpoch: number | undefined;
  #watermark: Version = NO_VERSION;
  #collected: Version = NO_VERSION;
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
    return this.#entries.hasVersion(version);
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
    if (current !== undefined) this.#digest.toggle(current.key, current.version);
    if (current !== undefined && !isTombstone(current)) this.#liveKeys--;
    if (!isTombstone(entry)) this.#liveKeys++;
    this.#digest.toggle(entry.key, entry.version);
    this.#entries.set(entry);
    if (entry.version > this.#lastVersion) this.#lastVersion = entry.version;
    return 'applied';
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
    return versionPage(this.#entries.aboveVersion(after), limits, Math.max(after, this.#lastVersion));
  }

  pageByKey(after: string, limits: PageLimits): KeyPage {
    return keyPage(this.#entries.aboveKey(after), limits);
  }

  *records(after: string): Generator<StoredRecord> {
    for (const entry of this.#entries.aboveKey(after)) yield { key: entry.key, record: encodeRecord(entry) };
  }

  collectTombstones(upTo: Version, maxExamined: number): Version {
    const due: Entry[] = [];
    let through = Math.max(upTo, this.#collected);
    let examined = 0;
    for (const entry of this.#entries.aboveVersion(this.#collected)) {
      if (entry.version > upTo) break;
      if (examined++ === maxExamined) {
        through = entry.version - 1;
        break;
      }
      if (isTombstone(entry)) due.push(entry);
    }
    for (const { key, version } of due) {
      this.#entries.delete(key);
      this.#digest.toggle(key, version);
    }
    this.#collected = through;
    return through;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
