/** The highest version that was known at each moment, as far as clients can tell. */
export class HighWater<T extends { readonly version: number; readonly atMs: number }> {
  readonly #highest: T[] = [];

  constructor(facts: readonly T[]) {
    for (const fact of facts.toSorted((a, b) => a.atMs - b.atMs)) {
      if (fact.version > (this.#highest.at(-1)?.version ?? 0)) this.#highest.push(fact);
    }
  }

  /** The fact with the highest version of all that were known before that moment. */
  before(ms: number): T | undefined {
    let low = 0;
    let high = this.#highest.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#highest[middle]!.atMs < ms) low = middle + 1;
      else high = middle;
    }
    return this.#highest[low - 1];
  }
}
