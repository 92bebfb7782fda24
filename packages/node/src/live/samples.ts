import { Latencies } from '@quorate/leader';
import type { LiveSample } from '@quorate/protocol';

/** How many seconds are kept. */
const KEPT = 300;
const SECOND_MS = 1_000;

/** What clients were answered, second by second, for the last five minutes. Of a fixed size. */
export class Samples {
  readonly #now: () => number;
  readonly #latencies = new Latencies();
  readonly #ended: LiveSample[] = [];
  #second: number;
  #writes = 0;
  #errors = 0;

  /** @param now Unix milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#second = secondOf(now());
  }

  note(durationMs: number, failed: boolean): void {
    this.#turn();
    if (failed) {
      this.#errors++;
      return;
    }
    this.#writes++;
    this.#latencies.record(durationMs);
  }

  /** The seconds that ended and began after `afterMs`, oldest first; those without any write as well. */
  since(afterMs: number): LiveSample[] {
    this.#turn();
    return this.#ended.filter(({ atMs }) => atMs > afterMs);
  }

  /** Ends the seconds that are over. With a clock that was set back all begins anew. */
  #turn(): void {
    const second = secondOf(this.#now());
    if (second === this.#second) return;
    if (second < this.#second) {
      this.#ended.length = 0;
      this.#begin(second);
      return;
    }
    const idle = this.#writes === 0;
    const percentile = (p: number) => (idle ? null : this.#latencies.percentile(p));
    const [p50Ms, p99Ms] = [percentile(50), percentile(99)];
    this.#push({ atMs: this.#second, writes: this.#writes, errors: this.#errors, p50Ms, p99Ms });
    const silentFrom = Math.max(this.#second + SECOND_MS, second - KEPT * SECOND_MS);
    for (let atMs = silentFrom; atMs < second; atMs += SECOND_MS)
      this.#push({ atMs, writes: 0, errors: 0, p50Ms: null, p99Ms: null });
    this.#begin(second);
  }

  #begin(second: number): void {
    this.#second = second;
    if (this.#writes > 0) this.#latencies.reset();
    this.#writes = 0;
    this.#errors = 0;
  }

  #push(sample: LiveSample): void {
    this.#ended.push(sample);
    if (this.#ended.length > KEPT) this.#ended.shift();
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}
