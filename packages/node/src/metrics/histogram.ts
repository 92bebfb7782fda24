/**
 * Bounds of durations, in seconds: a flush of a good disk takes less than the first, the longest wait for a quorum
 * ends within the last. In steps of 1, 2, 5, so that a quantile is at most 2.5 times too high.
 */
export const DURATION_BOUNDS: readonly number[] = [
  0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60,
];

/** Values counted by the bucket that they fall into. What it costs to observe one is a few comparisons. */
export class Histogram {
  readonly #bounds: Float64Array;
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds upper bounds of the buckets, which include them, rising; one more takes what is above */
  constructor(bounds: readonly number[]) {
    this.#bounds = Float64Array.from(bounds);
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]!) bucket++;
    this.#counts[bucket]!++;
    this.#sum += value;
  }

  get sum(): number {
    return this.#sum;
  }

  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** How many values were at or below each bound; the last bound is infinite. */
  cumulative(): { readonly bound: number; readonly count: number }[] {
    let count = 0;
    return Array.from(this.#counts, (inBucket, i) => {
      count += inBucket;
      return { bound: this.#bounds[i] ?? Number.POSITIVE_INFINITY, count };
    });
  }
}
