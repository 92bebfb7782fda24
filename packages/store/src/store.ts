import type { Entry } from './entry.ts';
import type { Outcome } from './last-write-wins.ts';
import type { Version } from './version.ts';

/** `sync`: on disk before it is called durable; `async`: at most a second later; `memory`: never. */
export type Durability = 'sync' | 'async' | 'memory';

export interface Applied {
  /** One for each entry given, in the same order. */
  readonly outcomes: readonly Outcome[];
  /**
   * Resolves when every entry given, or the newer one that stands in its place, is as durable as this store
   * is configured to make it; rejects with {@link StorageError} when it could not be stored. `null`: it is so
   * already.
   */
  readonly durable: Promise<void> | null;
}

export interface PageLimits {
  /** Most entries in the page, but for the rest of a batch in a page by version. */
  readonly limit: number;
  /** The page ends once its entries reach this many bytes, as estimated; it holds at least one entry. */
  readonly maxBytes?: number;
}

export interface VersionPage {
  /** In version order; tombstones included; only the newest entry of each key. */
  readonly entries: readonly Entry[];
  /** Nothing at or below this version, and above the page's start, is missing from the page. */
  readonly covers: Version;
}

export interface KeyPage {
  /** In key order; tombstones included. */
  readonly entries: readonly Entry[];
  /** Start of the next page, or `undefined` after the last one. */
  readonly next: string | undefined;
}

/** An epoch, and who leads in it. */
export interface EpochPromise {
  readonly epoch: number;
  /** Identifies one run of one leader, so that two can never share an epoch. */
  readonly candidate: string;
}

/** What a store remembers beside its entries. */
export interface Promises {
  /** The highest epoch promised, and to whom; `undefined` before the first one. */
  readonly promised: EpochPromise | undefined;
  /** The last epoch in which this store was a leader's and held everything that was committed before. */
  readonly ledEpoch: number | undefined;
  /** The highest version with nothing missing at or below it, as the leader stated it. */
  readonly watermark: Version;
  /** No tombstone at or below it is left: it is the oldest version from which changes can be told. */
  readonly collected: Version;
}

/**
 * One replica's entries. Reading and applying are synchronous, so a read, a comparison and an apply in one
 * turn of the event loop are atomic; only durability takes time. What was applied is visible at once.
 *
 * Any method may throw {@link StorageError}.
 */
export interface Store {
  readonly durability: Durability;
  /** The highest version ever applied, 0 before the first. */
  readonly lastVersion: Version;
  /** Order-free hash of all that stands, tombstones included: 16 hexadecimal digits. */
  readonly digest: string;
  /** How many keys have a value. */
  readonly liveKeys: number;
  readonly promises: Promises;
  /** Why nothing can be stored at present, or `undefined` when all is well. */
  readonly failure: string | undefined;

  /** The entry that stands for `key`, which may be a tombstone. */
  get(key: string): Entry | undefined;
  /** Whether `version` still stands for its key. */
  hasVersion(version: Version): boolean;
  /**
   * Puts entries through {@link lastWriteWins}. One at or below {@link Promises.collected} of a key that is not
   * there is `stale`: it was deleted, and the tombstone is gone.
   *
   * @param watermark the new watermark, made durable together with the entries; a lower one is ignored
   */
  apply(entries: readonly Entry[], watermark?: Version): Applied;
  /** Makes the promise durable. It stands at once; one that is not higher than before is ignored. */
  promiseEpoch(promise: EpochPromise): Promise<void>;
  /** Makes it durable that this store leads `epoch`, complete with all that was committed before. */
  recordLeadership(epoch: number): Promise<void>;
  /**
   * Entries above `after`, in version order: what a follower with watermark `after` misses. A page never ends
   * within a batch, so that who applies page by page has each batch whole.
   */
  pageByVersion(after: Version, limits: PageLimits): VersionPage;
  /** Entries above the key `after` ('' for the first page), in order of UTF-8 bytes. */
  pageByKey(after: string, limits: PageLimits): KeyPage;
  /** What is stored under the keys above `after`, as text, in order of UTF-8 bytes. Not to be kept across turns. */
  records(after: string): Iterable<StoredRecord>;
  /**
   * Removes tombstones at or below `upTo`, which every replica must have. It goes through at most `maxExamined`
   * entries, and goes on from there at the next call.
   *
   * @returns the version up to which no tombstone is left
   */
  collectTombstones(upTo: Version, maxExamined: number): Version;
  /** Bytes of all its files, room that is kept free in them included; 0 in memory. Reads the disk's directory. */
  sizeBytes(): Promise<number>;
  /** Makes everything applied durable, and lets go of the disk. Nothing else may be called after it. */
  close(): Promise<void>;
}

/** A key and the text that is stored under it: see record.ts. */
export interface StoredRecord {
  readonly key: string;
  readonly record: string;
}

/** The disk refused: full, failing, or more is waiting for it than the store will hold. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
