import type { CurvePoint } from '@quorate/protocol';
import { build, type Histogram } from 'hdr-histogram-js';

/** Latencies are kept for one to two of these, in milliseconds. */
const WINDOW_MS = 120_000;
/** Latencies are counted in microseconds, up to ten minutes: what came later counts as that. */
const MAX_MICROSECONDS = 600_000_000;

/**
 * What each quorum 1..N costs, out of the races that happen anyway: the k-th ack of a write is when a quorum of
 * k would have been reached. Of a fixed size, however much is written.
 */
export class QuorumCurve {
  readonly #now: () => number;
  readonly #followers: number;
  #since: number;
  #current: Histogram[];
  #before: Histogram[];

  constructor(followers: number, now: () => number) {
    this.#followers = followers;
    this.#now = now;
    this.#since = now();
    this.#current = emptyOnes(followers);
    this.#before = emptyOnes(followers);
  }

  /** @param ack which ack of its write it was: 1 for the first */
  record(ack: number, afterMs: number): void {
    if (this.#now() - this.#since > WINDOW_MS) this.#turn();
    this.#current[ack - 1]!.recordValue(Math.min(Math.max(1, Math.round(afterMs * 1_000)), MAX_MICROSECONDS));
  }

  /** One point for each quorum that was ever reached in that time, in order. */
  points(): CurvePoint[] {
    if (this.#now() - this.#since > WINDOW_MS) this.#turn();
    return this.#current.flatMap((current, i) => {
      const both = emptyOne();
      both.add(current);
      both.add(this.#before[i]!);
      const percentile = (p: number) => both.getValueAtPercentile(p) / 1_000;
      if (both.totalCount === 0) return [];
      const [p50Ms, p95Ms, p99Ms] = [percentile(50), percentile(95), percentile(99)];
      return [{ quorum: i + 1, count: both.totalCount, p50Ms, p95Ms, p99Ms }];
    });
  }

  #turn(): void {
    const idle = this.#now() - this.#since > 2 * WINDOW_MS;
    this.#before = idle ? emptyOnes(this.#followers) : this.#current;
    this.#current = emptyOnes(this.#followers);
    this.#since = this.#now();
  }
}

function emptyOne(): Histogram {
  return build({ highestTrackableValue: MAX_MICROSECONDS, numberOfSignificantValueDigits: 2 });
}

function emptyOnes(count: number): Histogram[] {
  return Array.from({ length: count }, emptyOne);
}
