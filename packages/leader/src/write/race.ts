import type { QuorateError } from '@quorate/protocol';
import type { Version } from '@quorate/store';

/** Who waits for a race's outcome. Exactly one of the two is called, once. */
export interface RaceWaiter {
  /** The quorum is reached, and the leader's own copy is durable. */
  won(race: Race, durationMs: number): void;
  lost(race: Race, error: QuorateError): void;
}

/** One write on its way to all followers: who acked, when, and whether the one who waits can be told. */
export class Race {
  readonly key: string;
  /** The only version, or the first of several. */
  readonly firstVersion: Version;
  /** The only version, or the last of several. */
  readonly version: Version;
  /** The last one that the client asked for: what remembers an idempotency key comes after it. */
  readonly askedVersion: Version;
  /** Followers that must ack before the client is told "done". */
  readonly quorum: number;
  /** When the version was issued, in milliseconds of the leader's clock. */
  readonly startedMs: number;
  /** For each follower, milliseconds from the start to its ack; `undefined` until then. */
  readonly ackMs: (number | undefined)[];
  #waiter: RaceWaiter | undefined;
  #onLast: (() => void) | undefined;
  #acks = 0;
  #durable = false;

  constructor(
    key: string,
    version: Version,
    quorum: number,
    followers: number,
    startedMs: number,
    waiter: RaceWaiter | undefined,
    firstVersion = version,
    askedVersion = version,
  ) {
    this.askedVersion = askedVersion;
    this.#waiter = waiter;
    this.key = key;
    this.firstVersion = firstVersion;
    this.version = version;
    this.quorum = quorum;
    this.startedMs = startedMs;
    this.ackMs = new Array(followers);
  }

  /** How many entries it is about. */
  get count(): number {
    return this.version - this.firstVersion + 1;
  }

  get acks(): number {
    return this.#acks;
  }

  /** Whether someone still waits for the outcome. */
  get open(): boolean {
    return this.#waiter !== undefined;
  }

  /**
   * Records the first ack of a follower; later ones change nothing. Late acks count too.
   *
   * @returns whether it was the first
   */
  ack(follower: number, nowMs: number): boolean {
    if (this.ackMs[follower] !== undefined) return false;
    this.ackMs[follower] = nowMs - this.startedMs;
    this.#acks++;
    this.#decide(nowMs);
    if (this.#acks === this.ackMs.length) this.#onLast?.();
    return true;
  }

  /** Calls `done` when every follower has acked. */
  onLast(done: () => void): void {
    this.#onLast = done;
  }

  /** The leader's own copy is as durable as configured. */
  localDurable(nowMs: number): void {
    this.#durable = true;
    this.#decide(nowMs);
  }

  /** Whoever waits is told so; the write itself goes on, and acks are still recorded. */
  lose(error: QuorateError): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.lost(this, error);
  }

  #decide(nowMs: number): void {
    if (!this.#durable || this.#acks < this.quorum) return;
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.won(this, nowMs - this.startedMs);
  }
}
