import type { Version } from '@quorate/store';
import { type Batch, createBatch, type Outgoing } from './batch.ts';

export interface BatcherOptions {
  /** Hands a batch to every follower that takes it. Returns how many acks release the next one. */
  readonly send: (batch: Batch) => number;
  /** Most that one batch holds, in writes and in characters. */
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Whether writes wait for the batch before theirs; simulated delays must not be stretched by it. */
  readonly gather: boolean;
  readonly now: () => number;
}

/** The next batch waits no longer than this for the acks of the one before, in milliseconds. */
const MAX_GATHER_MS = 5;

/**
 * Makes batches of the writes of all clients: while one is on its way to the quorum, the next one gathers, as
 * in group commit. A write that comes alone goes at the end of this turn of the event loop.
 */
export class Batcher {
  readonly #options: BatcherOptions;
  #gathering: Outgoing[] = [];
  #lastSent: Version;
  #awaited: Batch | undefined;
  #acksMissing = 0;
  #sentMs = 0;
  #scheduled = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param last the last version before the first write */
  constructor(options: BatcherOptions, last: Version) {
    this.#options = options;
    this.#lastSent = last;
  }

  /** The last version handed to the followers; later ones gather. */
  get lastSent(): Version {
    return this.#lastSent;
  }

  add(write: Outgoing): void {
    this.#gathering.push(write);
    this.#schedule();
  }

  /** A follower has acked the batch. */
  acked(batch: Batch): void {
    if (batch !== this.#awaited || --this.#acksMissing > 0) return;
    this.#awaited = undefined;
    if (this.#gathering.length > 0) this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#gathering = [];
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#turn();
    });
  }

  #turn(): void {
    if (this.#gathering.length === 0) return;
    if (this.#awaited !== undefined && this.#options.gather) {
      const leftMs = this.#sentMs + MAX_GATHER_MS - this.#options.now();
      if (leftMs > 0) {
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          this.#turn();
        }, leftMs);
        return;
      }
    }
    while (this.#gathering.length > 0) this.#send(this.#take());
  }

  #send(batch: Batch): void {
    this.#lastSent = batch.writes.at(-1)!.version;
    this.#awaited = batch;
    this.#sentMs = this.#options.now();
    this.#acksMissing = this.#options.send(batch);
    if (this.#acksMissing === 0) this.#awaited = undefined;
  }

  #take(): Batch {
    const { maxEntries, maxBytes } = this.#options;
    let count = 0;
    let bytes = 0;
    for (const { encoded } of this.#gathering) {
      if (count === maxEntries || (count > 0 && bytes + encoded.length > maxBytes)) break;
      count++;
      bytes += encoded.length;
    }
    const writes = this.#gathering;
    this.#gathering = writes.length === count ? [] : writes.splice(count);
    return createBatch(writes);
  }
}
