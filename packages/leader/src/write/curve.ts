import type { CurvePoint } from '@quorate/protocol';
import { Latencies } from './latencies.ts';

/** Latencies are kept by slices of so long, in milliseconds, and forgotten with them. */
const SLICE_MS = 10_000;
/** Ended slices that are kept: what operators are told is of the last two minutes. */
const KEPT = 12;

/**
 * What each quorum 1..N costs, out of the races that happen anyway: the k-th ack of a write is when a quorum of
 * k would have been reached. Of a fixed size, however much is written.
 */
export class QuorumCurve {
  readonly #now: () => number;
  /** The newest first; the first one goes on. In each a histogram for every quorum. */
  readonly #slices: Latencies[][];
  #endMs: number;

  constructor(followers: number, now: () => number) {
    this.#now = now;
    this.#slices = Array.from({ length: KEPT + 1 }, () =>
      Array.from({ length: followers }, () => new Latencies()),
    );
    this.#endMs = now() + SLICE_MS;
  }

  /** @param ack which ack of its write it was: 1 for the first */
  record(ack: number, afterMs: number, nowMs: number): void {
    if (nowMs >= this.#endMs) this.#turn(nowMs);
    this.#slices[0]![ack - 1]!.record(afterMs);
  }

  /**
   * One point for each quorum that was ever reached in that time, in order.
   *
   * @param windowMs the last so many milliseconds, and up to one slice more; all that is kept if absent
   */
  points(windowMs = KEPT * SLICE_MS): CurvePoint[] {
    if (this.#now() >= this.#endMs) this.#turn(this.#now());
    const slices = this.#slices.slice(0, 1 + Math.ceil(windowMs / SLICE_MS));
    return this.#slices[0]!.flatMap((_, i) => {
      const all = new Latencies();
      for (const slice of slices) if (slice[i]!.count > 0) all.add(slice[i]!);
      if (all.count === 0) return [];
      const [p50Ms, p95Ms, p99Ms] = [all.percentile(50), all.percentile(95), all.percentile(99)];
      return [{ quorum: i + 1, count: all.count, p50Ms, p95Ms, p99Ms }];
    });
  }

  /** The oldest slices become the newest, and empty. */
  #turn(nowMs: number): void {
    const ended = Math.floor((nowMs - this.#endMs) / SLICE_MS) + 1;
    this.#endMs += ended * SLICE_MS;
    for (let i = 0; i < Math.min(ended, KEPT + 1); i++) {
      const oldest = this.#slices.pop()!;
      for (const latencies of oldest) if (latencies.count > 0) latencies.reset();
      this.#slices.unshift(oldest);
    }
  }
}
