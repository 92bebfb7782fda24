import type { Entry } from './entry.ts';
import { StorageError } from './store.ts';
import type { Version } from './version.ts';

/** An entry that is applied and visible, and not yet durable. */
export interface Waiting {
  readonly entry: Entry;
  /** The version of this key on disk, whose row of the version index it replaces. */
  readonly replaces: Version | undefined;
  /** The entry, a tombstone, is to go from the disk; it counts as gone already. */
  readonly removed: boolean;
}

interface Group {
  readonly entries: Map<string, Waiting>;
  readonly done: PromiseWithResolvers<void>;
  /** Something beside entries wants to be written. */
  wanted: boolean;
}

export interface GroupCommitOptions {
  /** Writes one group in one transaction, and resolves when it is durable. */
  readonly commit: (entries: ReadonlyMap<string, Waiting>) => Promise<void>;
  /** How long a group gathers before it is written, in milliseconds; 0: no longer than this turn of the event loop. */
  readonly gatherMs: number;
}

/** More entries than this are not kept waiting for the disk. */
const MAX_WAITING = 100_000;
const RETRY_MS = 1_000;

/**
 * One flush for many entries: while one group is written, the next one gathers. When the disk refuses a group,
 * its entries wait on, nothing new is taken, and the disk is tried again each second until it takes them.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #gathering = newGroup();
  #writing: Group | undefined;
  #timer: NodeJS.Timeout | undefined;
  #scheduled = false;
  #failure: string | undefined;
  #hurried = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** The entry of `key` that waits, newest first. */
  find(key: string): Waiting | undefined {
    return this.#gathering.entries.get(key) ?? this.#writing?.entries.get(key);
  }

  /** All entries that wait, the newest of each key. */
  *entries(): Generator<Entry> {
    for (const { entry, removed } of this.#gathering.entries.values()) if (!removed) yield entry;
    if (this.#writing === undefined) return;
    for (const [key, { entry, removed }] of this.#writing.entries) {
      if (!removed && !this.#gathering.entries.has(key)) yield entry;
    }
  }

  /** @throws StorageError when the disk takes nothing at present */
  check(): void {
    if (this.#failure !== undefined)
      throw new StorageError(`The disk refuses writes (${this.#failure}); free some space or mend it.`);
    if (this.#gathering.entries.size >= MAX_WAITING) {
      throw new StorageError('The disk is too slow for what is written; too many entries wait for it.');
    }
  }

  /**
   * Call {@link check} first.
   *
   * @param onDisk the version of the key that is on disk, unless an entry of it waits already
   */
  add(entry: Entry, onDisk: Version | undefined): void {
    this.#put(entry, onDisk, false);
  }

  /** A tombstone that is on disk is to be removed from there. */
  remove(tombstone: Entry): void {
    this.#put(tombstone, tombstone.version, true);
  }

  #put(entry: Entry, onDisk: Version | undefined, removed: boolean): void {
    const gathering = this.#gathering.entries.get(entry.key);
    const writing = this.#writing?.entries.get(entry.key);
    const replaces =
      gathering !== undefined ? gathering.replaces : writing !== undefined ? writing.entry.version : onDisk;
    this.#gathering.entries.set(entry.key, { entry, replaces, removed });
    this.#schedule();
  }

  /** Resolves when all that was added before is durable; `null` when it is so already. */
  durable(): Promise<void> | null {
    if (this.#gathering.entries.size > 0 || this.#gathering.wanted) return this.#gathering.done.promise;
    return this.#writing?.done.promise ?? null;
  }

  /** Writes a group soon even if no entry wants it, for what {@link GroupCommitOptions.commit} writes beside. */
  request(): Promise<void> {
    this.#gathering.wanted = true;
    this.#schedule();
    return this.#gathering.done.promise;
  }

  /** Writes all that waits, now, and whatever comes later without gathering: for the end. */
  async flush(): Promise<void> {
    this.#hurried = true;
    const last = this.request();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#write();
    try {
      await last;
    } finally {
      clearTimeout(this.#timer);
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#timer !== undefined || this.#writing !== undefined) return;
    const { gatherMs } = this.#options;
    if (gatherMs > 0 && !this.#hurried) {
      this.#timer = setTimeout(() => this.#write(), gatherMs);
      return;
    }
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    if (this.#writing !== undefined) return;
    const group = this.#gathering;
    if (group.entries.size === 0 && !group.wanted) return;
    this.#gathering = newGroup();
    this.#writing = group;
    try {
      await this.#options.commit(group.entries);
      this.#failure = undefined;
      this.#writing = undefined;
      group.done.resolve();
      if (this.#gathering.entries.size > 0 || this.#gathering.wanted) this.#schedule();
    } catch (error) {
      this.#takeBack(group, error as Error);
    }
  }

  #takeBack(refused: Group, cause: Error): void {
    const newer = this.#gathering;
    const together = newGroup();
    for (const [key, waiting] of refused.entries) together.entries.set(key, waiting);
    for (const [key, { entry, replaces, removed }] of newer.entries) {
      const before = refused.entries.get(key);
      together.entries.set(key, {
        entry,
        replaces: before === undefined ? replaces : before.replaces,
        removed,
      });
    }
    together.wanted = true;
    this.#gathering = together;
    this.#writing = undefined;
    this.#failure = cause.message;
    const error = new StorageError(
      `The disk refused the write (${cause.message}); free some space or mend it.`,
    );
    refused.done.reject(error);
    newer.done.reject(error);
    this.#timer = setTimeout(() => this.#write(), RETRY_MS);
  }
}

function newGroup(): Group {
  const done = Promise.withResolvers<void>();
  // Whoever waits gets the rejection; that nobody waits is no fault of the process.
  done.promise.catch(() => {});
  return { entries: new Map(), done, wanted: false };
}
