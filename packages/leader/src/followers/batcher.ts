import type { Version } from '@quorate/store';
import { type Batch, createBatch, type Outgoing } from './batch.ts';

export interface BatcherOptions {
  /** Hands a batch to every follower that takes it. Returns how many did. */
  readonly send: (batch: Batch) => number;
  /** Followers that decide a write, as a rule. */
  readonly quorum: number;
  /** Most that one batch holds, in writes and in characters. */
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Whether writes wait for the batch before theirs; simulated delays must not be stretched by it. */
  readonly gather: boolean;
  readonly now: () => number;
}

/**
 * The next batch waits no longer than this for the quorum of the one before, in milliseconds: where a quorum takes longer,
 * as on a long way or on busy machines, a hundred batches a second leave.
 */
const MAX_GATHER_MS = 10;
/**
 * Once the quorum has acked a batch, the next one waits so long for the other followers, in milliseconds: they
 * are almost there, and a batch costs each of them the same, however much is in it.
 */
const LINGER_MS = 1;
/**
 * Clients that were answered together write again together. When so many are at it, the next batch waits until
 * most of them have: the idea of PostgreSQL's `commit_siblings` and `commit_delay`.
 */
const MIN_SIBLINGS = 8;
const MOST = 0.9;
/** It waits for them no longer than this many times what the batch before took. */
const SIBLING_PATIENCE = 2;

/**
 * Makes batches of the writes of all clients: while one is on its way to the quorum, the next one gathers, as
 * in group commit. A write that comes alone goes at the end of this turn of the event loop, and the next one
 * does not wait for more than its quorum.
 */
export class Batcher {
  readonly #options: BatcherOptions;
  #gathering: Outgoing[] = [];
  #lastSent: Version;
  #awaited: Batch | undefined;
  #acks = 0;
  #taken = 0;
  #sentMs = 0;
  /** Writes to wait for, and until when, in milliseconds of the clock. */
  #siblings = 0;
  #siblingsUntilMs = 0;
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
    if (batch !== this.#awaited) return;
    this.#acks++;
    const decided = this.#acks >= this.#options.quorum;
    if (this.#acks >= this.#taken || (decided && batch.writes.length === 1)) this.#release(batch);
    else if (this.#acks === this.#options.quorum) setTimeout(() => this.#release(batch), LINGER_MS);
  }

  #release(batch: Batch): void {
    if (batch !== this.#awaited) return;
    this.#awaited = undefined;
    this.#stopWaiting();
    const nowMs = this.#options.now();
    this.#siblings = batch.writes.length + this.#gathering.length;
    this.#siblingsUntilMs = nowMs + Math.min(SIBLING_PATIENCE * (nowMs - this.#sentMs), MAX_GATHER_MS);
    if (this.#gathering.length > 0) this.#schedule();
  }

  stop(): void {
    this.#stopWaiting();
    this.#gathering = [];
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
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
    const waitMs = this.#gatherUntilMs() - this.#options.now();
    if (waitMs > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#turn();
      }, waitMs);
      return;
    }
    this.#stopWaiting();
    while (this.#gathering.length > 0) this.#send(this.#take());
  }

  /** When the writes that gather go, in milliseconds of the clock; 0 for at once. */
  #gatherUntilMs(): number {
    if (!this.#options.gather) return 0;
    if (this.#awaited !== undefined) return this.#sentMs + MAX_GATHER_MS;
    const allHere = this.#gathering.length >= MOST * this.#siblings;
    return this.#siblings < MIN_SIBLINGS || allHere ? 0 : this.#siblingsUntilMs;
  }

  #send(batch: Batch): void {
    this.#lastSent = batch.writes.at(-1)!.version;
    this.#awaited = batch;
    this.#sentMs = this.#options.now();
    this.#acks = 0;
    this.#taken = this.#options.send(batch);
    if (this.#taken === 0) this.#awaited = undefined;
  }

  #take(): Batch {
    const { maxEntries, maxBytes } = this.#options;
    let count = 0;
    let entries = 0;
    let bytes = 0;
    for (const { encoded, race } of this.#gathering) {
      const fits = entries + race.count <= maxEntries && bytes + encoded.length <= maxBytes;
      // What was written as one batch goes in one, whatever its size.
      if (count > 0 && !fits) break;
      count++;
      entries += race.count;
      bytes += encoded.length;
    }
    const writes = this.#gathering;
    this.#gathering = writes.length === count ? [] : writes.splice(count);
    return createBatch(writes);
  }
}
