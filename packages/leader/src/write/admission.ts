import { QuorateError } from '@quorate/protocol';
import { decideQuorum } from './quorum.ts';

/** What decides whether a write may be stored at all. */
export interface Circumstances {
  /** Acks that the write asks for. */
  readonly quorum: number;
  readonly followers: number;
  /** Followers that can be expected to ack. */
  readonly live: number;
  /** Writes that wait for their quorum. */
  readonly inFlight: number;
  readonly maxInFlight: number;
}

/** Refuses, before anything is stored, what can be refused definitely. */
export function admit(circumstances: Circumstances): QuorateError | undefined {
  const { quorum, followers, live, inFlight, maxInFlight } = circumstances;
  if (quorum > followers) {
    return new QuorateError(
      'QUORUM_TOO_LARGE',
      `A quorum of ${quorum} cannot be had from ${followers} followers; ask for at most ${followers}.`,
      { quorum, followers },
    );
  }
  if (decideQuorum({ quorum, acks: 0, awaited: live }) === 'unreachable') {
    return new QuorateError(
      'QUORUM_UNREACHABLE',
      `Only ${live} of ${followers} followers are live, and the write needs ${quorum}. Nothing was stored; try again when followers are back, or ask for a smaller quorum.`,
      { quorum, followers: live },
    );
  }
  if (inFlight >= maxInFlight) {
    return new QuorateError(
      'QUEUE_FULL',
      `${inFlight} writes wait for their quorum, which is the limit. Nothing was stored; try again soon.`,
    );
  }
  return undefined;
}
