/** The state of a race: the quorum may yet be had, is had, or cannot be had from the followers that are live. */
export type QuorumVerdict = 'pending' | 'reached' | 'unreachable';

export interface QuorumCount {
  /** Followers that must ack. */
  readonly quorum: number;
  /** Followers that have acked. */
  readonly acks: number;
  /** Followers that are live and have not acked. */
  readonly awaited: number;
}

/** Decides a race. The split into pending, won and lost is that of etcd-io/raft's `quorum` package. */
export function decideQuorum({ quorum, acks, awaited }: QuorumCount): QuorumVerdict {
  if (acks >= quorum) return 'reached';
  return acks + awaited >= quorum ? 'pending' : 'unreachable';
}

/** The highest version that at least `quorum` of the watermarks have reached. */
export function quorumWatermark(watermarks: readonly number[], quorum: number): number {
  return watermarks.toSorted((a, b) => b - a)[quorum - 1] ?? 0;
}
