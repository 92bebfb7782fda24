export { openDiskStore } from './disk/disk-store.ts';
export {
  compareKeys,
  type Entry,
  isKey,
  isReserved,
  isTombstone,
  type JsonValue,
  MAX_KEY_BYTES,
  type Put,
  RESERVED_PREFIX,
  type Tombstone,
} from './entry.ts';
export { lastWriteWins, type Outcome } from './last-write-wins.ts';
export { openMemoryStore } from './memory-store.ts';
export { type Fingerprint, type RangeBounds, type RangeSummary, summarizeRange } from './range.ts';
export { expiryOf } from './record.ts';
export {
  type Applied,
  type Durability,
  type EpochPromise,
  type KeyPage,
  type PageLimits,
  type Promises,
  StorageError,
  type Store,
  type VersionPage,
} from './store.ts';
export {
  EPOCH_SPAN,
  epochBase,
  epochOf,
  MAX_EPOCH,
  NO_VERSION,
  nextVersion,
  type Version,
} from './version.ts';
export { Watermark } from './watermark.ts';
