import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError, type Store } from '@quorate/store';
import type { Done } from './idempotency.ts';
import type { Ledger } from './ledger.ts';
import { leadershipLost, type Outcome, quorumTimeout, storageLost } from './outcome.ts';
import type { Submission } from './submission.ts';
import { roundMs, traceOf } from './trace.ts';

export interface ReplaySources {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly followerUrls: readonly string[];
  readonly live: () => number;
  readonly writeTimeoutMs: number;
  readonly now: () => number;
  /** Whether the leadership has ended, so that no more acks come. */
  readonly ended: () => boolean;
}

/** How often it looks whether the first request has its quorum. */
const POLL_MS = 10;

/** Answers a request that was done before once more, as soon as the first one has its quorum. */
export async function replay(
  { recordVersion, firstVersion, lastVersion, quorum }: Done,
  { timeoutMs, trace }: Submission,
  { store, ledger, followerUrls, live, writeTimeoutMs, now, ended }: ReplaySources,
): Promise<Outcome> {
  const startedMs = now();
  // Whatever goes wrong from here: the first request is stored, and may yet commit.
  const sofar = () => ({ askedVersion: lastVersion, quorum, acks: ledger.acks(recordVersion) });
  try {
    await store.apply([]).durable;
  } catch (error) {
    throw error instanceof StorageError ? storageLost(sofar()) : error;
  }
  while (ledger.acks(recordVersion) < quorum) {
    if (ended()) throw leadershipLost('The leadership ended.', sofar());
    if (now() - startedMs > (timeoutMs ?? writeTimeoutMs)) {
      throw quorumTimeout(`version ${lastVersion}`, lastVersion, quorum, sofar().acks, live());
    }
    await sleep(POLL_MS);
  }
  const race = ledger.get(recordVersion);
  return {
    firstVersion,
    lastVersion,
    quorum,
    acks: ledger.acks(recordVersion),
    followers: followerUrls.length,
    durationMs: roundMs(now() - startedMs),
    replayed: true,
    ...(trace === true && race !== undefined ? { trace: traceOf(race, followerUrls) } : {}),
  };
}
