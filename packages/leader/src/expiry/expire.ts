import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { type Entry, expiryOf, isTombstone, StorageError, type Store } from '@quorate/store';
import type { ExpiryIndex } from './expiry-index.ts';

export interface ExpireOptions {
  readonly store: Store;
  readonly index: ExpiryIndex;
  /** Writes a deletion, as a client's would be. */
  readonly reissue: (tombstone: Entry) => void;
  /** Unix milliseconds. */
  readonly wallClock: () => number;
  readonly signal: AbortSignal;
}

const TURN_MS = 100;
/** Deletions in one turn: clients are not to wait for more of them. */
const MAX_DUE = 500;
/** Records read in one turn, while the store is gone through. */
const SCAN_RECORDS = 2_000;

/**
 * Turns expiry into deletions, each with a version of its own, so that every replica agrees and only the
 * leader's clock counts. Goes through the store first: what it holds was written by an earlier leader.
 */
export async function expire({ store, index, reissue, wallClock, signal }: ExpireOptions): Promise<void> {
  await scan(store, index, signal);
  while (!signal.aborted) {
    for (const key of index.takeDue(wallClock(), MAX_DUE)) remove(key);
    await sleep(TURN_MS, undefined, { signal }).catch(() => {});
  }

  function remove(key: string): void {
    const entry = store.get(key);
    if (entry === undefined || isTombstone(entry) || entry.expiresAtMs === undefined) return;
    try {
      if (entry.expiresAtMs <= wallClock()) reissue({ key, version: entry.version, tombstone: true });
      else index.note(entry);
    } catch (error) {
      // The epoch is used up: the leader takes over anew, and the next leadership begins from the store.
      if (signal.aborted) return;
      // A disk that refuses now takes the deletion later.
      if (!(error instanceof StorageError)) throw error;
      index.noteExpiry(key, entry.expiresAtMs);
    }
  }
}

async function scan(store: Store, index: ExpiryIndex, signal: AbortSignal): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined && !signal.aborted; ) {
    after = scanSome(store, index, after);
    await setImmediate();
  }
}

/** @returns where to go on, `undefined` at the end */
function scanSome(store: Store, index: ExpiryIndex, after: string): string | undefined {
  let read = 0;
  for (const { key, record } of store.records(after)) {
    const expiresAtMs = expiryOf(record);
    if (expiresAtMs !== undefined) index.noteExpiry(key, expiresAtMs);
    if (++read === SCAN_RECORDS) return key;
  }
  return undefined;
}
