import { build, type Histogram } from 'hdr-histogram-js';

/** Latencies are counted in microseconds, up to ten minutes: what came later counts as that. */
const MAX_MICROSECONDS = 600_000_000;

/** A histogram of latencies in milliseconds, to two digits and of a fixed size. */
export class Latencies {
  readonly #histogram: Histogram = build({
    highestTrackableValue: MAX_MICROSECONDS,
    numberOfSignificantValueDigits: 2,
  });

  get count(): number {
    return this.#histogram.totalCount;
  }

  record(ms: number): void {
    this.#histogram.recordValue(Math.min(Math.max(1, Math.round(ms * 1_000)), MAX_MICROSECONDS));
  }

  /** @param p 0 to 100 */
  percentile(p: number): number {
    return this.#histogram.getValueAtPercentile(p) / 1_000;
  }

  /** Adds all that `other` has counted. */
  add(other: Latencies): void {
    this.#histogram.add(other.#histogram);
  }

  reset(): void {
    this.#histogram.reset();
  }
}
