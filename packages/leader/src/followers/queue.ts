import type { Version } from '@quorate/store';
import type { LeaderLimits } from '../limits.ts';
import type { Race } from '../write/race.ts';

/** One write on its way to one follower. The text is encoded once and shared by all followers. */
export interface Outgoing {
  readonly version: Version;
  /** The entry as JSON. */
  readonly encoded: string;
  readonly race: Race;
}

/** Writes that wait for one follower's wire, bounded in count and size. */
export class Queue {
  readonly #limits: LeaderLimits;
  #waiting: Outgoing[] = [];
  #bytes = 0;

  constructor(limits: LeaderLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** The first in the queue, which has the lowest version unless writes were delayed. */
  get head(): Outgoing | undefined {
    return this.#waiting[0];
  }

  /** @returns false when there is no room */
  push(write: Outgoing): boolean {
    if (this.#waiting.length >= this.#limits.maxQueueEntries) return false;
    if (this.#bytes + write.encoded.length > this.#limits.maxQueueBytes && this.#waiting.length > 0)
      return false;
    this.#waiting.push(write);
    this.#bytes += write.encoded.length;
    return true;
  }

  /** Takes what fits into one batch: all that wait, as a rule. */
  takeBatch(): readonly Outgoing[] {
    let count = 0;
    let bytes = 0;
    for (const { encoded } of this.#waiting) {
      if (
        count === this.#limits.maxBatchEntries ||
        (count > 0 && bytes + encoded.length > this.#limits.maxBatchBytes)
      ) {
        break;
      }
      count++;
      bytes += encoded.length;
    }
    this.#bytes -= bytes;
    if (count < this.#waiting.length) return this.#waiting.splice(0, count);
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }

  clear(): void {
    this.#waiting = [];
    this.#bytes = 0;
  }
}
