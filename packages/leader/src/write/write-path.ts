import { QuorateError } from '@quorate/protocol';
import type { Entry, Store, Version } from '@quorate/store';
import type { Outgoing } from '../followers/batch.ts';
import { admit } from './admission.ts';
import { type Done, findDone, type Retryable, recordOf } from './idempotency.ts';
import type { Ledger } from './ledger.ts';
import { encodeEntry, entryOf, type Operation, operationOf, unmetPrecondition } from './operation.ts';
import { type Origin, toldOrigin } from './origin.ts';
import { type Outcome, quorumTimeout, storageLost } from './outcome.ts';
import { Race, type RaceWaiter } from './race.ts';
import { replay } from './replay.ts';
import type { Submission } from './submission.ts';
import { roundMs, traceOf } from './trace.ts';
import type { VersionIssuer } from './version.ts';

export interface WritePathOptions {
  readonly store: Store;
  readonly issuer: VersionIssuer;
  readonly ledger: Ledger;
  readonly followerUrls: readonly string[];
  /** How many followers can be expected to ack. */
  readonly live: () => number;
  /** Sends a write on its way to all followers. */
  readonly dispatch: (write: Outgoing) => void;
  readonly onStarted: (race: Race) => void;
  /** Told of each entry in the turn in which it was applied. */
  readonly onApplied: (entry: Entry) => void;
  /** Whether one more key may have a time to live. */
  readonly mayExpire: () => boolean;
  /** Acks for a write that names no quorum. */
  readonly writeQuorum: number;
  readonly writeTimeoutMs: number;
  readonly maxInFlightWrites: number;
  readonly maxInFlightEntries: number;
  /** How long a request with an idempotency key is remembered, in milliseconds. */
  readonly idempotencyWindowMs: number;
  readonly now: () => number;
  /** Unix milliseconds. */
  readonly wallClock: () => number;
  /** The epoch's versions are used up: it is time to take over anew. */
  readonly onExhausted: () => void;
}

/** How long a trace waits for the losers of its race. */
const TRACE_WAIT_MS = 1_000;

/** The way of a write in the leader: refuse, issue, apply, race, count, reply. */
export class WritePath {
  readonly #options: WritePathOptions;
  /** Writes whose client waits. */
  readonly #open = new Set<Race>();
  #closed: QuorateError | undefined;
  #openEntries = 0;
  #replaying = 0;

  constructor(options: WritePathOptions) {
    this.#options = options;
  }

  get inFlight(): number {
    return this.#open.size + this.#replaying;
  }

  /**
   * Resolves when the quorum has acked and the leader's copy is durable.
   *
   * @throws QuorateError as the error table says; with `outcome: "indeterminate"` the write is stored and may
   * yet commit, without it nothing was stored
   */
  async submit(submission: Submission): Promise<Outcome> {
    if (this.#closed !== undefined) throw this.#closed;
    const { store, writeQuorum } = this.#options;
    const { operations, retryable, quorum = writeQuorum } = submission;
    const done = retryable && findDone(store, retryable);
    if (done !== undefined) return this.#replay(done, submission);
    const refusal = this.#refusal(quorum, submission) ?? unmetPrecondition(store, operations);
    if (refusal !== undefined) throw refusal;
    return this.#run(submission, quorum);
  }

  async #replay(done: Done, submission: Submission): Promise<Outcome> {
    const { maxInFlightWrites, live } = this.#options;
    const { lastVersion, quorum } = done;
    // As many as writes; what is refused here is stored, so the answer is open.
    if (this.#replaying >= maxInFlightWrites)
      throw quorumTimeout(`version ${lastVersion}`, lastVersion, quorum, 0, live());
    this.#replaying++;
    try {
      return await replay(done, submission, { ...this.#options, ended: () => this.#closed !== undefined });
    } finally {
      this.#replaying--;
    }
  }

  #refusal(quorum: number, { operations, retryable }: Submission): QuorateError | undefined {
    const { followerUrls, live, maxInFlightWrites, maxInFlightEntries, mayExpire } = this.#options;
    const expires = operations.some(({ content }) => content?.expiresAtMs !== undefined);
    if ((expires || retryable !== undefined) && !mayExpire()) {
      return new QuorateError(
        'QUEUE_FULL',
        'Too many keys have a time to live, idempotency keys among them. Nothing was stored; try again later, or without.',
      );
    }
    if (this.#openEntries + operations.length > maxInFlightEntries) {
      return new QuorateError(
        'QUEUE_FULL',
        `${this.#openEntries} entries of batches wait for their quorum. Nothing was stored; try again soon.`,
      );
    }
    return admit({
      quorum,
      followers: followerUrls.length,
      live: live(),
      inFlight: this.#open.size,
      maxInFlight: maxInFlightWrites,
    });
  }

  #run({ operations, timeoutMs, trace, retryable, origin }: Submission, quorum: number): Promise<Outcome> {
    const { writeTimeoutMs, followerUrls, ledger } = this.#options;
    let patience: NodeJS.Timeout | undefined;
    return new Promise((resolve, reject) => {
      const waiter: RaceWaiter = {
        won: (_race, durationMs) => {
          this.#settle(race, timer);
          const tell = () => {
            clearTimeout(patience);
            resolve(outcomeOf(durationMs));
          };
          if (trace !== true || race.acks === followerUrls.length) return tell();
          patience = setTimeout(tell, TRACE_WAIT_MS);
          race.onLast(tell);
        },
        lost: (_race, error) => {
          this.#settle(race, timer);
          reject(error);
        },
      };
      const race = this.#start(operations, quorum, waiter, retryable, origin);
      const outcomeOf = (durationMs: number): Outcome => ({
        firstVersion: race.firstVersion,
        lastVersion: race.askedVersion,
        quorum,
        acks: race.acks,
        followers: followerUrls.length,
        durationMs: roundMs(durationMs),
        replayed: false,
        ...(trace === true ? { trace: traceOf(race, followerUrls) } : {}),
      });
      const timer = setTimeout(() => race.lose(this.#timeout(race)), timeoutMs ?? writeTimeoutMs);
      this.#open.add(race);
      this.#openEntries += race.count;
      ledger.add(race);
    });
  }

  /** Writes the content of entries once more, together. No client waits for it. */
  reissue(...entries: Entry[]): void {
    // A scrub or an adoption may have begun before the leadership ended.
    if (this.#closed !== undefined) return;
    this.#options.ledger.add(this.#start(entries.map(operationOf), this.#options.writeQuorum, undefined));
  }

  /** Takes no more writes; those that wait are told so, for their quorum may yet come or not. */
  close(refusal: QuorateError, lost: (race: Race) => QuorateError): void {
    this.#closed = refusal;
    for (const race of this.#open) race.lose(lost(race));
  }

  /** Issues the versions, applies, and hands the entries to every follower's sender: one turn of the event loop. */
  #start(
    asked: readonly Operation[],
    quorum: number,
    waiter: RaceWaiter | undefined,
    retryable?: Retryable,
    origin?: Origin,
  ): Race {
    const { store, issuer, followerUrls, dispatch, now, onExhausted, onApplied, onStarted } = this.#options;
    const first = issuer.next;
    if (first === undefined || !issuer.has(asked.length + 1)) {
      onExhausted();
      throw new QuorateError('NOT_READY', 'The leader takes over anew; nothing was stored. Try again soon.');
    }
    const operations =
      retryable === undefined ? asked : [...asked, this.#record(asked, first, quorum, retryable)];
    const last = first + operations.length - 1;
    const entries = operations.map((operation, i) => entryOf(operation, first + i, last));
    const { durable } = store.apply(entries, last);
    issuer.issue(last);
    const race = new Race(
      entries[0]!.key,
      last,
      quorum,
      followerUrls.length,
      now(),
      waiter,
      first,
      first + asked.length - 1,
    );
    if (durable === null) race.localDurable(race.startedMs);
    else {
      durable.then(
        () => race.localDurable(now()),
        () => race.lose(storageLost(race)),
      );
    }
    const encoded = operations.map((operation, i) => encodeEntry(operation, first + i, last)).join(',');
    dispatch({ version: last, encoded, race, origin: origin && toldOrigin(last, origin) });
    onStarted(race);
    for (const entry of entries) onApplied(entry);
    return race;
  }

  #record(asked: readonly Operation[], first: Version, quorum: number, retryable: Retryable): Operation {
    const { wallClock, idempotencyWindowMs } = this.#options;
    const done = { firstVersion: first, lastVersion: first + asked.length - 1, quorum };
    return recordOf(retryable, done, wallClock() + idempotencyWindowMs);
  }

  #settle(race: Race, timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    if (this.#open.delete(race)) this.#openEntries -= race.count;
  }

  #timeout({ key, askedVersion: version, quorum, acks }: Race): QuorateError {
    return quorumTimeout(`key ${JSON.stringify(key)}`, version, quorum, acks, this.#options.live());
  }
}
