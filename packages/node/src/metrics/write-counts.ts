import type { LeaderObserver } from '@quorate/leader';
import { type ErrorCode, errorTable } from '@quorate/protocol';
import { DURATION_BOUNDS, Histogram } from './histogram.ts';

/** Entries of one request, up to a leader's limit for one. */
const BATCH_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];

/** What becomes of a write: the quorum has it, or one of the errors. */
const outcomes: readonly ('ok' | ErrorCode)[] = ['ok', ...(Object.keys(errorTable) as ErrorCode[])];
const rows = new Map(outcomes.map((outcome, row) => [outcome, row]));

/** Writes of one outcome and quorum. */
export interface OutcomeCount {
  readonly outcome: 'ok' | ErrorCode;
  /** `undefined`: none that this cluster could reach. */
  readonly quorum: number | undefined;
  readonly count: number;
}

/**
 * Counts what happens to writes, in plain numbers: it is called for every write and every ack. Its size depends on
 * the number of followers and errors alone, whatever clients ask for.
 */
export class WriteCounts implements LeaderObserver {
  readonly #followers: number;
  /** A row for each outcome, in it a place for each quorum, and a last one for any other. */
  readonly #answered: Float64Array;
  /** By follower. */
  readonly acks: Float64Array;
  readonly heartbeats: Float64Array;
  readonly sentBytes: Float64Array;
  /** The k-th ack of each race, in seconds, at place k − 1. */
  readonly ackSeconds: readonly Histogram[];
  /** Of writes that reached their quorum, in seconds. */
  readonly writeSeconds = new Histogram(DURATION_BOUNDS);
  readonly batchEntries = new Histogram(BATCH_BOUNDS);
  #issued = 0;

  constructor(followers: number) {
    this.#followers = followers;
    this.#answered = new Float64Array(outcomes.length * (followers + 1));
    this.acks = new Float64Array(followers);
    this.heartbeats = new Float64Array(followers);
    this.sentBytes = new Float64Array(followers);
    this.ackSeconds = Array.from({ length: followers }, () => new Histogram(DURATION_BOUNDS));
  }

  started({ count }: Parameters<LeaderObserver['started']>[0]): void {
    this.#issued += count;
  }

  acked(follower: number, place: number, afterMs: number): void {
    this.acks[follower]!++;
    this.ackSeconds[place - 1]?.observe(afterMs / 1000);
  }

  answered(quorum: number, durationMs: number, error?: ErrorCode): void {
    if (error === undefined) this.writeSeconds.observe(durationMs / 1000);
    const row = error === undefined ? 0 : rows.get(error)!;
    const known = Number.isInteger(quorum) && quorum >= 1 && quorum <= this.#followers;
    this.#answered[row * (this.#followers + 1) + (known ? quorum - 1 : this.#followers)]!++;
  }

  sent(follower: number, entries: number, bytes: number): void {
    if (entries === 0) this.heartbeats[follower]!++;
    else this.batchEntries.observe(entries);
    this.sentBytes[follower]! += bytes;
  }

  /** Entries that got a version. */
  get issued(): number {
    return this.#issued;
  }

  /** Of every outcome and quorum, those without a write included. */
  outcomes(): OutcomeCount[] {
    return outcomes.flatMap((outcome, row) =>
      Array.from({ length: this.#followers + 1 }, (_, place) => ({
        outcome,
        quorum: place < this.#followers ? place + 1 : undefined,
        count: this.#answered[row * (this.#followers + 1) + place]!,
      })),
    );
  }
}
