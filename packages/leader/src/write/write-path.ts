import { QuorateError, type WriteReply, type WriteRequest } from '@quorate/protocol';
import {
  type Entry,
  isTombstone,
  type JsonValue,
  type Put,
  type Store,
  type Tombstone,
} from '@quorate/store';
import type { Outgoing } from '../followers/batch.ts';
import { admit } from './admission.ts';
import type { Ledger } from './ledger.ts';
import { Race, type RaceWaiter } from './race.ts';
import { encodeValue } from './value.ts';
import type { VersionIssuer } from './version.ts';

export interface WritePathOptions {
  readonly store: Store;
  readonly issuer: VersionIssuer;
  readonly ledger: Ledger;
  readonly followers: number;
  /** How many followers can be expected to ack. */
  readonly live: () => number;
  /** Sends a write on its way to all followers. */
  readonly dispatch: (write: Outgoing) => void;
  /** Acks for a write that names no quorum. */
  readonly writeQuorum: number;
  readonly writeTimeoutMs: number;
  readonly maxInFlightWrites: number;
  readonly now: () => number;
  /** The epoch's versions are used up: it is time to take over anew. */
  readonly onExhausted: () => void;
}

/** What a write is, before it has a version. */
export type Content = Omit<Put, 'version'> | Omit<Tombstone, 'version'>;

/** The way of a write in the leader: refuse, issue, apply, race, count, reply. */
export class WritePath {
  readonly #options: WritePathOptions;
  /** Writes whose client waits. */
  readonly #open = new Set<Race>();
  #closed: QuorateError | undefined;

  constructor(options: WritePathOptions) {
    this.#options = options;
  }

  get inFlight(): number {
    return this.#open.size;
  }

  /**
   * Resolves when the write's quorum has acked and the leader's copy is durable.
   *
   * @throws QuorateError as the error table says; with `outcome: "indeterminate"` the write is stored and may
   * yet commit, without it nothing was stored
   */
  submit(request: WriteRequest): Promise<WriteReply> {
    const { store, followers, live, ledger, writeQuorum, writeTimeoutMs, maxInFlightWrites } = this.#options;
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    const quorum = request.quorum ?? writeQuorum;
    const refusal = admit({
      quorum,
      followers,
      live: live(),
      inFlight: this.#open.size,
      maxInFlight: maxInFlightWrites,
      ifVersion: request.ifVersion,
      standing: request.ifVersion === undefined ? 0 : standingVersion(store, request.key),
    });
    if (refusal !== undefined) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const value = request.value as JsonValue;
      const race = this.#start({ key: request.key, value }, encodeValue(value), quorum, {
        won: ({ key, version, acks }, durationMs) => {
          this.#settle(race, timer);
          resolve({ key, version, quorum, acks, followers, durationMs: round(durationMs) });
        },
        lost: (_race, error) => {
          this.#settle(race, timer);
          reject(error);
        },
      });
      const timer = setTimeout(() => race.lose(this.#timeout(race)), request.timeoutMs ?? writeTimeoutMs);
      this.#open.add(race);
      ledger.add(race);
    });
  }

  /** Writes content that no client waits for. */
  reissue(entry: Entry): void {
    const { key } = entry;
    const content: Content = isTombstone(entry) ? { key, tombstone: true } : { key, value: entry.value };
    const json = isTombstone(entry) ? undefined : encodeValue(entry.value);
    this.#options.ledger.add(this.#start(content, json, this.#options.writeQuorum, undefined));
  }

  /** Takes no more writes; those that wait are told so, for their quorum may yet come or not. */
  close(refusal: QuorateError, lost: (race: Race) => QuorateError): void {
    this.#closed = refusal;
    for (const race of this.#open) race.lose(lost(race));
  }

  /**
   * Issues the version, applies, and hands the entry to every follower's sender: one turn of the event loop.
   *
   * @param json the content's value as JSON, `undefined` for a tombstone
   */
  #start(content: Content, json: string | undefined, quorum: number, waiter: RaceWaiter | undefined): Race {
    const { store, issuer, followers, dispatch, now, onExhausted } = this.#options;
    const version = issuer.next;
    if (version === undefined) {
      onExhausted();
      throw new QuorateError('NOT_READY', 'The leader takes over anew; nothing was stored. Try again soon.');
    }
    const entry: Entry = { ...content, version };
    const { durable } = store.apply([entry], version);
    issuer.issue(version);
    const race = new Race(entry.key, version, quorum, followers, now(), waiter);
    if (durable === null) race.localDurable(race.startedMs);
    else {
      durable.then(
        () => race.localDurable(now()),
        () => race.lose(storageLost(race)),
      );
    }
    const rest = json === undefined ? '"tombstone":true' : `"value":${json}`;
    dispatch({
      version,
      encoded: `{"key":${JSON.stringify(entry.key)},"version":${version},${rest}}`,
      race,
    });
    return race;
  }

  #settle(race: Race, timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.#open.delete(race);
  }

  #timeout(race: Race): QuorateError {
    const { key, version, quorum, acks } = race;
    return new QuorateError(
      'QUORUM_TIMEOUT',
      `${acks} of ${quorum} followers acked key ${JSON.stringify(key)} in time. The write is stored and may yet commit: ask GET /writes/${version}.`,
      { outcome: 'indeterminate', version, quorum, acks, followers: this.#options.live() },
    );
  }
}

function standingVersion(store: Store, key: string): number {
  const standing = store.get(key);
  return standing === undefined || isTombstone(standing) ? 0 : standing.version;
}

function storageLost({ version, acks, quorum }: Race): QuorateError {
  return new QuorateError(
    'STORAGE_UNAVAILABLE',
    `The leader's disk refused the write, which followers may hold already: ask GET /writes/${version} later.`,
    { outcome: 'indeterminate', version, acks, quorum },
  );
}

/** To the microsecond; more digits are noise. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
