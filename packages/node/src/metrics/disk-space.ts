import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@quorate/store';

/** What is known of the disk, in bytes. */
export interface Space {
  readonly free: number;
  readonly size: number;
  /** The store's own files. */
  readonly used: number;
}

/** A disk that hangs answers no question: after so long what it said before is told, in milliseconds. */
const PATIENCE_MS = 500;

/** Asks the disk how full it is, one question at a time, so that a disk that hangs holds one of them, not all. */
export class DiskSpace {
  readonly #folder: string;
  readonly #store: Store;
  #last: Space | undefined;
  #asking: Promise<void> | undefined;

  constructor(folder: string, store: Store) {
    this.#folder = folder;
    this.#store = store;
  }

  /** Resolves soon; to `undefined` while nothing is known, as of a store in memory. */
  async read(): Promise<Space | undefined> {
    if (this.#store.durability === 'memory') return undefined;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    const patience = new AbortController();
    const enough = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([this.#asking, enough]);
    patience.abort();
    return this.#last;
  }

  async #ask(): Promise<void> {
    try {
      const [{ bavail, blocks, bsize }, used] = await Promise.all([
        statfs(this.#folder),
        this.#store.sizeBytes(),
      ]);
      this.#last = { free: bavail * bsize, size: blocks * bsize, used };
    } catch {
      // What is not known is not told; that the disk refuses writes has a metric of its own.
      this.#last = undefined;
    }
  }
}
