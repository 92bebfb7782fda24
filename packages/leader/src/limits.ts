/** Everything that could grow in a leader, and how far it may. */
export interface LeaderLimits {
  /** Writes whose client waits for an answer; one more is refused with `QUEUE_FULL`. */
  readonly maxInFlightWrites: number;
  /** Entries of these writes; a batch has several. */
  readonly maxInFlightEntries: number;
  /** Writes that wait for one follower's wire; beyond it the follower catches up from the store. */
  readonly maxQueueEntries: number;
  readonly maxQueueBytes: number;
  readonly maxBatchEntries: number;
  readonly maxBatchBytes: number;
  /** Batches on the wire to one follower at once. */
  readonly maxInFlightBatches: number;
  /** After so long without an answer a follower counts as down. */
  readonly followerTimeoutMs: number;
  /** An idle follower is asked this often whether it is there. */
  readonly heartbeatMs: number;
  /** Tombstones stay so long after every follower has them: who follows changes may come back within it. */
  readonly tombstoneRetentionMs: number;
  /** Keys with a time to live, idempotency keys among them; beyond it such a write is refused. */
  readonly maxExpiring: number;
  /** Every follower is compared with the leader's store once in this time; 0: never. */
  readonly scrubIntervalMs: number;
}

export const defaultLimits: LeaderLimits = {
  maxInFlightWrites: 10_000,
  maxInFlightEntries: 100_000,
  maxQueueEntries: 20_000,
  maxQueueBytes: 16 << 20,
  maxBatchEntries: 2_000,
  maxBatchBytes: 1 << 20,
  maxInFlightBatches: 4,
  followerTimeoutMs: 3_000,
  heartbeatMs: 500,
  tombstoneRetentionMs: 600_000,
  maxExpiring: 2_000_000,
  scrubIntervalMs: 60_000,
};
