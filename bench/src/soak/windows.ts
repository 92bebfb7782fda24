import { setTimeout as sleep } from 'node:timers/promises';
import { Latencies, type LatencySummary } from '../measure/latency.ts';
import { type Failures, Recorder } from '../measure/recorder.ts';

export interface WindowFigures {
  /** From the start of the hold. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Requests that were acknowledged within the window. */
  readonly writesPerSecond: number;
  readonly readsPerSecond: number;
  /** Of the writes that became due within the window. */
  readonly writes: LatencySummary;
  readonly reads: LatencySummary;
  /** Of attempts, when they failed. */
  readonly failures: Failures;
}

class Window {
  readonly writes = new Latencies();
  readonly reads = new Latencies();
  readonly failures = new Recorder();
  answered = { writes: 0, reads: 0 };

  constructor() {
    this.failures.open();
  }
}

export type Lane = 'writes' | 'reads';

/**
 * Sorts what a load sees into windows of equal length. A latency belongs to the window in which the request became
 * due, else a stall would show only where it ends. What comes after the last window counts in it.
 */
export class Windows {
  readonly startMs: number;
  readonly #windowMs: number;
  readonly #windows: readonly Window[];

  constructor(startMs: number, windowMs: number, count: number) {
    this.startMs = startMs;
    this.#windowMs = windowMs;
    this.#windows = Array.from({ length: count }, () => new Window());
  }

  get endMs(): number {
    return this.startMs + this.#windows.length * this.#windowMs;
  }

  /** Calls `onEnd` at the end of each window. */
  async each(onEnd: () => void, signal: AbortSignal): Promise<void> {
    for (let ended = 1; ended <= this.#windows.length; ended++) {
      const atMs = this.startMs + ended * this.#windowMs;
      await sleep(Math.max(0, atMs - performance.now()), undefined, { signal });
      onEnd();
    }
  }

  /** The request succeeded now. */
  success(lane: Lane, dueMs: number, nowMs: number): void {
    this.#at(dueMs)[lane].record(nowMs - dueMs);
    this.#at(nowMs).answered[lane]++;
  }

  /** An attempt failed now. */
  failure(kind: string, nowMs: number): void {
    this.#at(nowMs).failures.failure(kind);
  }

  figures(): WindowFigures[] {
    const perSecond = (count: number) => (count * 1000) / this.#windowMs;
    return this.#windows.map(({ writes, reads, failures, answered }, place) => ({
      fromMs: place * this.#windowMs,
      toMs: (place + 1) * this.#windowMs,
      writesPerSecond: perSecond(answered.writes),
      readsPerSecond: perSecond(answered.reads),
      writes: writes.summary(),
      reads: reads.summary(),
      failures: failures.failures,
    }));
  }

  #at(ms: number): Window {
    const place = Math.floor((ms - this.startMs) / this.#windowMs);
    return this.#windows[Math.min(this.#windows.length - 1, Math.max(0, place))]!;
  }
}
