import { QuorateError, type Trace } from '@quorate/protocol';
import type { Version } from '@quorate/store';
import type { Race } from './race.ts';

/** What became of a submission. */
export interface Outcome {
  /** Of the first operation; the others follow. */
  readonly firstVersion: Version;
  readonly lastVersion: Version;
  readonly quorum: number;
  readonly acks: number;
  readonly followers: number;
  readonly durationMs: number;
  readonly trace?: Trace;
  /** It was done before, and this is the answer once more. */
  readonly replayed: boolean;
}

/** The quorum did not answer in time. */
export function quorumTimeout(
  what: string,
  version: Version,
  quorum: number,
  acks: number,
  followers: number,
): QuorateError {
  return new QuorateError(
    'QUORUM_TIMEOUT',
    `${acks} of ${quorum} followers acked ${what} in time. The write is stored and may yet commit: ask GET /writes/${version}.`,
    { outcome: 'indeterminate', version, quorum, acks, followers },
  );
}

/** The leader's disk refused what followers may have already. */
export function storageLost({
  askedVersion: version,
  acks,
  quorum,
}: Pick<Race, 'askedVersion' | 'acks' | 'quorum'>): QuorateError {
  return new QuorateError(
    'STORAGE_UNAVAILABLE',
    `The leader's disk refused the write, which followers may hold already: ask GET /writes/${version} later.`,
    { outcome: 'indeterminate', version, acks, quorum },
  );
}

/** The leadership ended while a write waited for its quorum. */
export function leadershipLost(
  why: string,
  { askedVersion: version, acks, quorum }: Pick<Race, 'askedVersion' | 'acks' | 'quorum'>,
): QuorateError {
  return new QuorateError(
    'LEADERSHIP_LOST',
    `${why} The write is stored here and may yet commit or be superseded.`,
    { outcome: 'indeterminate', version, quorum, acks },
  );
}
