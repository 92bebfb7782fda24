import { setTimeout as sleep } from 'node:timers/promises';
import type { QuorateError } from '@quorate/protocol';
import type { Store } from '@quorate/store';
import type { Done } from './idempotency.ts';
import type { Ledger } from './ledger.ts';
import { type Outcome, quorumTimeout } from './outcome.ts';
import type { Submission } from './submission.ts';
import { roundMs, traceOf } from './trace.ts';

export interface ReplaySources {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly followerUrls: readonly string[];
  readonly live: () => number;
  readonly writeTimeoutMs: number;
  readonly now: () => number;
  /** Why no more is answered, once the leadership has ended. */
  readonly refusal: () => QuorateError | undefined;
}

/** How often it looks whether the first request has its quorum. */
const POLL_MS = 10;

/** Answers a request that was done before once more, as soon as the first one has its quorum. */
export async function replay(
  { recordVersion, firstVersion, lastVersion, quorum }: Done,
  { timeoutMs, trace }: Submission,
  { store, ledger, followerUrls, live, writeTimeoutMs, now, refusal }: ReplaySources,
): Promise<Outcome> {
  const startedMs = now();
  await store.apply([]).durable;
  while (ledger.acks(recordVersion) < quorum) {
    const closed = refusal();
    if (closed !== undefined) throw closed;
    if (now() - startedMs > (timeoutMs ?? writeTimeoutMs)) {
      const acks = ledger.acks(recordVersion);
      throw quorumTimeout(`version ${lastVersion}`, lastVersion, quorum, acks, live());
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
