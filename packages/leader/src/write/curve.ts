import type { CurvePoint } from '@quorate/protocol';
import { Latencies } from './latencies.ts';

/** The window of what operators are told, in milliseconds. */
const WINDOW_MS = 120_000;

/**
 * What each quorum 1..N costs, out of the races that happen anyway: the k-th ack of a write is when a quorum of
 * k would have been reached. Of a fixed size, however much is written.
 */
export class QuorumCurve {
  readonly #now: () => number;
  readonly #followers: number;
  readonly #windowMs: number;
  #since: number;
  #current: Latencies[];
  #before: Latencies[];

  /** @param windowMs latencies are kept for one to two of these, in milliseconds */
  constructor(followers: number, now: () => number, windowMs = WINDOW_MS) {
    this.#followers = followers;
    this.#now = now;
    this.#windowMs = windowMs;
    this.#since = now();
    this.#current = emptyOnes(followers);
    this.#before = emptyOnes(followers);
  }

  /** @param ack which ack of its write it was: 1 for the first */
  record(ack: number, afterMs: number): void {
    if (this.#now() - this.#since > this.#windowMs) this.#turn();
    this.#current[ack - 1]!.record(afterMs);
  }

  /** One point for each quorum that was ever reached in that time, in order. */
  points(): CurvePoint[] {
    if (this.#now() - this.#since > this.#windowMs) this.#turn();
    return this.#current.flatMap((current, i) => {
      const both = new Latencies();
      both.add(current);
      both.add(this.#before[i]!);
      if (both.count === 0) return [];
      const [p50Ms, p95Ms, p99Ms] = [both.percentile(50), both.percentile(95), both.percentile(99)];
      return [{ quorum: i + 1, count: both.count, p50Ms, p95Ms, p99Ms }];
    });
  }

  #turn(): void {
    const idle = this.#now() - this.#since > 2 * this.#windowMs;
    this.#before = idle ? emptyOnes(this.#followers) : this.#current;
    this.#current = emptyOnes(this.#followers);
    this.#since = this.#now();
  }
}

function emptyOnes(count: number): Latencies[] {
  return Array.from({ length: count }, () => new Latencies());
}
