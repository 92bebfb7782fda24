import type { Version } from './version.ts';

/**
 * The newest entry of each key by version, in memory. Versions arrive nearly in order and are read seldom, so
 * they are kept as a list that is sorted and cleared of superseded ones only when that is due: constant cost a
 * write, where a tree would pay its depth.
 */
export class VersionIndex<T> {
  readonly #entries = new Map<Version, T>();
  #order: Version[] = [];
  #sorted = true;

  has(version: Version): boolean {
    return this.#entries.has(version);
  }

  set(version: Version, entry: T): void {
    this.#entries.set(version, entry);
    if (this.#order.length > 0 && version < this.#order.at(-1)!) this.#sorted = false;
    this.#order.push(version);
    // At most as many superseded versions as living ones, so that memory follows the data.
    if (this.#order.length > 1024 && this.#order.length > 2 * this.#entries.size) this.#compact();
  }

  delete(version: Version): void {
    this.#entries.delete(version);
  }

  /** Entries above `after`, in version order. Not to be written to while it is read. */
  *above(after: Version): Generator<T> {
    if (!this.#sorted) this.#compact();
    const order = this.#order;
    for (let i = firstAbove(order, after); i < order.length; i++) {
      const entry = this.#entries.get(order[i]!);
      if (entry !== undefined) yield entry;
    }
  }

  #compact(): void {
    this.#order = this.#order.filter(version => this.#entries.has(version));
    if (!this.#sorted) this.#order.sort((a, b) => a - b);
    this.#sorted = true;
  }
}

/** Index of the first item of a sorted list that is greater than `bound`. */
function firstAbove(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
