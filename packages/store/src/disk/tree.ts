import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Database, type DatabaseOptions, open, type RootDatabase, type RootDatabaseOptions } from 'lmdb';
import type { Entry } from '../entry.ts';
import { decodeRecord, encodeRecord, readStanding, type Standing, standingOf } from '../record.ts';
import type { StoredRecord } from '../store.ts';
import { Totals, type TotalsRecord } from '../totals.ts';
import type { Version } from '../version.ts';
import type { Waiting } from './overlay.ts';
import { SEGMENT_BYTES } from './segment.ts';

interface KeyBuffer extends Buffer {
  utf8Write(text: string, at: number, length: number): number;
  utf8Slice(start: number, end: number): string;
}

/** Keys as plain UTF-8. lmdb's own encoding of strings has no place for NUL. */
const keyEncoder = {
  writeKey(key: string | Uint8Array, target: KeyBuffer, at: number): number {
    if (typeof key === 'string') return at + target.utf8Write(key, at, target.length - at);
    target.set(key, at);
    return at + key.length;
  },
  readKey(source: KeyBuffer, start: number, end: number): string {
    return source.utf8Slice(start, end);
  },
};

const PAGE_BYTES = 4_096;
/** An entry may copy a leaf in either of two databases, and split it. */
const PAGES_PER_ENTRY = 4;
/** For the branches, the free list, and what the log may take meanwhile. */
const SPARE_BYTES = 2 * SEGMENT_BYTES;

/** Entries in LMDB: in order of keys, and in order of versions. It may be larger than memory. */
export class Tree {
  readonly #folder: string;
  readonly #root: RootDatabase<string, string>;
  /** key → record: see record.ts. */
  readonly #entries: Database<string, string>;
  /** version → key, for the newest entry of each key. */
  readonly #versions: Database<string, number>;
  readonly #meta: Database<string, string>;
  /** Committed with every change of the tree. */
  #totals: Totals;

  constructor(path: string) {
    this.#folder = dirname(path);
    this.#root = open<string, string>({
      path,
      maxDbs: 4,
      // A commit is visible to reads only once it is on disk, and its promise says just that.
      overlappingSync: false,
      // With it, lmdb starts a commit of its own whose rejection on a full disk nobody could catch.
      eventTurnBatching: false,
      noMemInit: true,
    });
    const options: DatabaseOptions & Pick<RootDatabaseOptions, 'keyEncoder'> = {
      encoding: 'string',
      keyEncoder,
    };
    this.#entries = this.#root.openDB<string, string>('entries', options);
    this.#versions = this.#root.openDB<string, number>('versions', { encoding: 'string' });
    this.#meta = this.#root.openDB<string, string>('meta', { encoding: 'string' });
    const totals = this.#meta.get('totals');
    this.#totals = new Totals(totals === undefined ? undefined : (JSON.parse(totals) as TotalsRecord));
  }

  get totals(): TotalsRecord {
    return this.#totals;
  }

  /** What was last committed beside the entries. */
  get note(): string | undefined {
    return this.#meta.get('note');
  }

  get(key: string): Entry | undefined {
    const record = this.#entries.get(key);
    return record === undefined ? undefined : decodeRecord(key, record);
  }

  standing(key: string): Standing | undefined {
    const record = this.#entries.getBinaryFast(key);
    return record === undefined ? undefined : readStanding(record, record.length);
  }

  keyOf(version: Version): string | undefined {
    return this.#versions.get(version);
  }

  /** Versions above `after` that stand here, with their keys. */
  *aboveVersion(after: Version): Generator<{ version: Version; key: string }> {
    for (const { key: version, value: key } of this.#versions.getRange({
      start: after,
      exclusiveStart: true,
    })) {
      yield { version, key };
    }
  }

  *aboveKey(after: string): Generator<StoredRecord> {
    // Without a start, lmdb would begin at its own lowest kind of key and skip some control characters.
    for (const { key, value: record } of this.#entries.getRange({ start: after, exclusiveStart: true })) {
      yield { key, record };
    }
  }

  /**
   * Writes entries in one transaction; resolves when they are on disk. One commit at a time.
   *
   * @param note text to keep beside the entries, if it is to change
   */
  async commit(entries: readonly Waiting[], note?: string): Promise<void> {
    const totals = this.#after(entries);
    // Encoded beforehand: should anything throw in the transaction, LMDB would keep what came before.
    const records = entries.map(({ entry, removed }) => (removed ? undefined : encodeRecord(entry)));
    await this.#needRoom(records);
    try {
      await this.#root.batch(() => {
        for (const [i, { key, version, replaces }] of entries.entries()) {
          const record = records[i];
          if (replaces !== undefined) this.#versions.remove(replaces.version);
          if (record === undefined) {
            this.#entries.remove(key);
          } else {
            this.#entries.put(key, record);
            this.#versions.put(version, key);
          }
        }
        this.#meta.put('totals', JSON.stringify(totals));
        if (note !== undefined) this.#meta.put('note', note);
      });
    } catch (error) {
      // lmdb gives the reason as a promise that rejects with it.
      await (error as { commitError?: Promise<never> }).commitError;
      throw error;
    }
    this.#totals = totals;
  }

  /**
   * LMDB is not to find out itself that a disk is full: of 3.5, writing its message overruns a buffer of 100
   * bytes (`mdb_page_flush`), and the process may abort.
   */
  async #needRoom(records: readonly (string | undefined)[]): Promise<void> {
    let needed = SPARE_BYTES;
    for (const record of records) {
      const pages = Math.ceil(Buffer.byteLength(record ?? '') / PAGE_BYTES);
      needed += (PAGES_PER_ENTRY + pages) * PAGE_BYTES;
    }
    const { bavail, bsize } = await statfs(this.#folder);
    if (bavail * bsize >= needed) return;
    throw new Error(`no space left on the disk: ${bavail * bsize} bytes are free, ${needed} are wanted`);
  }

  #after(entries: readonly Waiting[]): Totals {
    const totals = this.#totals.copy();
    for (const { key, entry, replaces, removed } of entries) {
      totals.replace(key, replaces, standingOf(entry));
      // It was the last version for a while, even if the tree never had it.
      if (removed) totals.replace(key, standingOf(entry), undefined);
    }
    return totals;
  }

  close(): Promise<void> {
    return this.#root.close();
  }
}
