import { type Database, type DatabaseOptions, open, type RootDatabase, type RootDatabaseOptions } from 'lmdb';

/** The tables of one store, in one file that LMDB maps into memory. */
export interface LmdbFiles {
  /** key → record, in order of the key's UTF-8 bytes. A record is `VERSION:JSON`, or `VERSION:` for a tombstone. */
  readonly entries: Database<string, string>;
  /** version → key, for the newest entry of each key. */
  readonly versions: Database<string, number>;
  /** name → JSON. */
  readonly meta: Database<string, string>;
  /**
   * Commits all puts and removes of `write` in one transaction; resolves when it is durable. `write` must not
   * throw, for LMDB would keep what came before.
   */
  commit(write: () => void): Promise<void>;
  close(): Promise<void>;
}

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

export function openLmdbFiles(path: string): LmdbFiles {
  const root: RootDatabase<string, string> = open<string, string>({
    path,
    maxDbs: 4,
    // A commit is visible to reads only once it is on disk, and its promise says just that.
    overlappingSync: false,
    // With it, lmdb starts a commit of its own whose rejection on a full disk nobody could catch.
    eventTurnBatching: false,
    noMemInit: true,
  });
  const entriesOptions: DatabaseOptions & Pick<RootDatabaseOptions, 'keyEncoder'> = {
    encoding: 'string',
    keyEncoder,
  };
  return {
    entries: root.openDB<string, string>('entries', entriesOptions),
    versions: root.openDB<string, number>('versions', { encoding: 'string' }),
    meta: root.openDB<string, string>('meta', { encoding: 'string' }),
    async commit(write) {
      try {
        await root.batch(write);
      } catch (error) {
        // lmdb gives the reason as a promise that rejects with it.
        await (error as { commitError?: Promise<never> }).commitError;
        throw error;
      }
    },
    close: () => root.close(),
  };
}
