import sortedBTree from 'sorted-btree';
import { compareKeys } from './entry.ts';
import type { Version } from './version.ts';
import { VersionIndex } from './version-index.ts';

// The package is CommonJS: its default export hangs on the module.
const BTree = sortedBTree.default;

interface Versioned {
  readonly key: string;
  readonly version: Version;
}

/** One item a key, in memory, to be read in order of versions and in order of keys. */
export class SortedEntries<T extends Versioned> {
  readonly #items = new Map<string, T>();
  readonly #keys = new BTree<string, undefined>(undefined, compareKeys);
  readonly #versions = new VersionIndex<T>();

  get size(): number {
    return this.#items.size;
  }

  get(key: string): T | undefined {
    return this.#items.get(key);
  }

  hasVersion(version: Version): boolean {
    return this.#versions.has(version);
  }

  /** Puts an item in the place of the one that its key has. */
  set(item: T): void {
    const before = this.#items.get(item.key);
    if (before === undefined) this.#keys.set(item.key, undefined);
    else this.#versions.delete(before.version);
    this.#items.set(item.key, item);
    this.#versions.set(item.version, item);
  }

  delete(key: string): void {
    const before = this.#items.get(key);
    if (before === undefined) return;
    this.#items.delete(key);
    this.#keys.delete(key);
    this.#versions.delete(before.version);
  }

  values(): IterableIterator<T> {
    return this.#items.values();
  }

  /** Items above a version, in version order. Not to be written to while it is read. */
  aboveVersion(after: Version): Generator<T> {
    return this.#versions.above(after);
  }

  /** Items above a key, in order of UTF-8 bytes. */
  *aboveKey(after: string): Generator<T> {
    for (const key of this.#keys.keys(after)) if (key !== after) yield this.#items.get(key)!;
  }
}
