import type { LeaderLimits } from '../limits.ts';
import type { Batch } from './batch.ts';

/** Writes that a simulated network holds back on their way to one follower, bounded as its queue is. */
export class Held {
  readonly #limits: LeaderLimits;
  readonly #timers = new Set<NodeJS.Timeout>();
  #entries = 0;
  #bytes = 0;

  constructor(limits: LeaderLimits) {
    this.#limits = limits;
  }

  /** How many entries are held back. */
  get length(): number {
    return this.#entries;
  }

  /**
   * Calls `release` after `delayMs`, unless all is let go of before.
   *
   * @returns false when there is no room; one write is always taken
   */
  hold({ count, entries: { length: bytes } }: Batch, delayMs: number, release: () => void): boolean {
    const { maxQueueEntries, maxQueueBytes } = this.#limits;
    const isFull = this.#entries + count > maxQueueEntries || this.#bytes + bytes > maxQueueBytes;
    if (this.#entries > 0 && isFull) return false;
    this.#entries += count;
    this.#bytes += bytes;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#entries -= count;
      this.#bytes -= bytes;
      release();
    }, delayMs).unref();
    this.#timers.add(timer);
    return true;
  }

  /** Lets go of all: the follower gets it from the store instead. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#entries = 0;
    this.#bytes = 0;
  }
}
