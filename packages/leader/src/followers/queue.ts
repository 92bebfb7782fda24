import type { LeaderLimits } from '../limits.ts';
import type { Batch } from './batch.ts';

/** Batches that wait for one follower's wire, bounded in writes and bytes. */
export class Queue {
  readonly #limits: LeaderLimits;
  #waiting: Batch[] = [];
  #entries = 0;
  #bytes = 0;

  constructor(limits: LeaderLimits) {
    this.#limits = limits;
  }

  /** How many writes wait. */
  get length(): number {
    return this.#entries;
  }

  /** The first in the queue, which has the lowest version unless writes were delayed. */
  get head(): Batch | undefined {
    return this.#waiting[0];
  }

  /** @returns false when there is no room; one batch is always taken */
  push(batch: Batch): boolean {
    const { maxQueueEntries, maxQueueBytes } = this.#limits;
    const entries = this.#entries + batch.count;
    const bytes = this.#bytes + batch.entries.length;
    if (this.#entries > 0 && (entries > maxQueueEntries || bytes > maxQueueBytes)) return false;
    this.#waiting.push(batch);
    this.#entries = entries;
    this.#bytes = bytes;
    return true;
  }

  /** Takes what fits into one request: all that wait, as a rule. */
  take(): readonly Batch[] {
    const { maxBatchEntries, maxBatchBytes } = this.#limits;
    let count = 0;
    let entries = 0;
    let bytes = 0;
    for (const batch of this.#waiting) {
      if (
        count > 0 &&
        (entries + batch.count > maxBatchEntries || bytes + batch.entries.length > maxBatchBytes)
      ) {
        break;
      }
      count++;
      entries += batch.count;
      bytes += batch.entries.length;
    }
    this.#entries -= entries;
    this.#bytes -= bytes;
    const taken = this.#waiting;
    this.#waiting = taken.length === count ? [] : taken.splice(count);
    return taken;
  }

  clear(): void {
    this.#waiting = [];
    this.#entries = 0;
    this.#bytes = 0;
  }
}
