import { type Entry, isTombstone } from './entry.ts';
import { lastWriteWins, type Outcome } from './last-write-wins.ts';
import { keyPage, versionPage } from './page.ts';
import { encodeRecord, standingOf } from './record.ts';
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
import { Totals } from './totals.ts';
import { NO_VERSION, type Version } from './version.ts';

/** Entries in memory alone: for tests, caches, and to measure what a disk costs. */
export function openMemoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly durability = 'memory';
  readonly failure = undefined;
  readonly #entries = new SortedEntries<Entry>();
  readonly #totals = new Totals();
  #promised: EpochPromise | undefined;
  #ledEpoch: number | undefined;
  #watermark: Version = NO_VERSION;
  #collected: Version = NO_VERSION;

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
    this.#totals.replace(entry.key, current && standingOf(current), standingOf(entry));
    this.#entries.set(entry);
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
    return versionPage(this.#entries.aboveVersion(after), limits, Math.max(after, this.lastVersion));
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
    for (const tombstone of due) {
      this.#entries.delete(tombstone.key);
      this.#totals.replace(tombstone.key, standingOf(tombstone), undefined);
    }
    this.#collected = through;
    return through;
  }

  sizeBytes(): Promise<number> {
    return Promise.resolve(0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
