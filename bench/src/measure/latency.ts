import { build } from 'hdr-histogram-js';

const HIGHEST_US = 3_600_000_000;

export interface LatencySummary {
  readonly count: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Latencies at a resolution of 1 µs or three digits, whichever is coarser. Memory does not grow with their number. */
export class Latencies {
  readonly #histogram = build({
    bitBucketSize: 32,
    lowestDiscernibleValue: 1,
    highestTrackableValue: HIGHEST_US,
    numberOfSignificantValueDigits: 3,
    autoResize: false,
  });

  record(ms: number): void {
    this.#histogram.recordValue(Math.min(HIGHEST_US, Math.max(1, Math.round(ms * 1000))));
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** All zero when nothing was recorded. */
  summary(): LatencySummary {
    const histogram = this.#histogram;
    const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / 1000;
    if (this.count === 0) return { count: 0, meanMs: 0, medianMs: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 };
    return {
      count: this.count,
      meanMs: Math.round(histogram.mean) / 1000,
      medianMs: at(50),
      p95Ms: at(95),
      p99Ms: at(99),
      maxMs: histogram.maxValue / 1000,
    };
  }
}
