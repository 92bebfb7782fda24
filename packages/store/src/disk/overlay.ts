import { compareKeys, type Entry } from '../entry.ts';
import { merge } from '../page.ts';
import { type Standing, standingOf } from '../record.ts';
import { SortedEntries } from '../sorted-entries.ts';
import type { Version } from '../version.ts';

/** An entry that stands, and is not in the tree yet. */
export interface Waiting {
  readonly key: string;
  readonly version: Version;
  readonly entry: Entry;
  /** What the tree has of the key, or will have when this is its turn. */
  readonly replaces: Standing | undefined;
  /** The entry, a tombstone, is to go from the tree; it counts as gone already. */
  readonly removed: boolean;
}

/**
 * What stands above the tree, in two generations: the old one is being written to the tree, while new entries
 * gather in the young one.
 */
export class Overlay {
  #young = new SortedEntries<Waiting>();
  #old: SortedEntries<Waiting> | undefined;

  get size(): number {
    return this.#young.size + (this.#old?.size ?? 0);
  }

  /** What waits of the key, the newest; it may be {@link Waiting.removed}. */
  find(key: string): Waiting | undefined {
    return this.#young.get(key) ?? this.#old?.get(key);
  }

  hasVersion(version: Version): boolean {
    for (const waiting of this.aboveVersion(version - 1)) return waiting.version === version;
    return false;
  }

  /** @param inTree what the tree has of the key, unless an entry of it waits already */
  put(entry: Entry, inTree: Standing | undefined): void {
    this.#set(entry, inTree, false);
  }

  /** A tombstone that is in the tree is to be removed from there. */
  remove(tombstone: Entry): void {
    this.#set(tombstone, { version: tombstone.version, live: false }, true);
  }

  #set(entry: Entry, inTree: Standing | undefined, removed: boolean): void {
    const { key, version } = entry;
    const young = this.#young.get(key);
    const old = this.#old?.get(key);
    let replaces = inTree;
    if (young !== undefined) replaces = young.replaces;
    else if (old !== undefined) replaces = old.removed ? undefined : standingOf(old.entry);
    this.#young.set({ key, version, entry, replaces, removed });
  }

  /** Entries above a version that wait, in version order. */
  *aboveVersion(after: Version): Generator<Waiting> {
    const young = this.#young.aboveVersion(after);
    const old = this.#unshadowed(this.#old?.aboveVersion(after));
    for (const waiting of merge(young, old, (a, b) => a.version - b.version))
      if (!waiting.removed) yield waiting;
  }

  /** Entries above a key that wait, in order of UTF-8 bytes. */
  *aboveKey(after: string): Generator<Waiting> {
    const young = this.#young.aboveKey(after);
    const old = this.#unshadowed(this.#old?.aboveKey(after));
    for (const waiting of merge(young, old, (a, b) => compareKeys(a.key, b.key)))
      if (!waiting.removed) yield waiting;
  }

  *#unshadowed(old: Iterable<Waiting> = []): Generator<Waiting> {
    for (const waiting of old) if (this.#young.get(waiting.key) === undefined) yield waiting;
  }

  /** Begins a young generation. The old one, which is returned, must have been {@link settle}d before. */
  age(): readonly Waiting[] {
    this.#old = this.#young;
    this.#young = new SortedEntries();
    return [...this.#old.values()];
  }

  /** The old generation is in the tree. */
  settle(): void {
    this.#old = undefined;
  }

  /** Some of the old generation is in the tree, and the rest is not: it waits on with the young one. */
  takeBack(written: ReadonlySet<Waiting>): void {
    const young = this.#young;
    this.#young = new SortedEntries();
    for (const waiting of this.#old?.values() ?? []) if (!written.has(waiting)) this.#young.set(waiting);
    for (const waiting of young.values()) {
      const before = this.#young.get(waiting.key);
      this.#young.set(before === undefined ? waiting : { ...waiting, replaces: before.replaces });
    }
    this.#old = undefined;
  }
}
