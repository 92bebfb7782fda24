import {
  QuorateError,
  type ReplicateReply,
  type ReplicateRequest,
  type WriteOrigin,
} from '@quorate/protocol';
import {
  type Entry,
  type EpochPromise,
  NO_VERSION,
  type Outcome,
  type RangeSummary,
  type Store,
  summarizeRange,
  type Version,
  type VersionPage,
} from '@quorate/store';
import { fence } from './replicate/fence.ts';

/** A page that a leader learns from ends here, in estimated bytes. */
const LEARN_PAGE_BYTES = 1 << 20;
/** Entries that one batch may make this follower examine for old tombstones. */
const MAX_COLLECTED = 10_000;

export interface FollowerOptions {
  readonly store: Store;
  /** Differs for each start of the process. */
  readonly incarnation: string;
  /** Called after entries became visible, with what became of each; of a heartbeat, without any. */
  readonly onApplied?: (outcomes: readonly Outcome[]) => void;
  /** Told of writes that are applied, and what their clients call them. */
  readonly onOrigins?: (origins: readonly WriteOrigin[]) => void;
  readonly onNewLeader?: (leader: LeaderIdentity, epoch: number) => void;
}

export type LeaderIdentity = ReplicateRequest['leader'];

export interface Follower {
  /** The leader that was last obeyed since this process started. */
  readonly leader: LeaderIdentity | undefined;
  /** Up to which version the leader let tombstones go, as it last said; this follower may be behind in that. */
  readonly collectedByLeader: Version;
  /**
   * Takes one batch: fence, apply, durable, ack. Batches may come late, twice, or out of order.
   *
   * @throws QuorateError `STALE_EPOCH` when a newer leader has been promised
   */
  receive(batch: ReplicateRequest): Promise<ReplicateReply>;
  /** What an ack would say now, without promising anything. */
  state(): ReplicateReply;
  /** This follower's entries above a version, for a leader that learns. */
  entriesAbove(after: Version, limit: number): VersionPage;
  /** A stretch of keys as it is on disk, for a leader that compares. */
  range(after: string, limit: number): RangeSummary;
}

export function createFollower(options: FollowerOptions): Follower {
  const { store, incarnation, onApplied, onOrigins, onNewLeader } = options;
  let leader: LeaderIdentity | undefined;
  let collectedByLeader: Version = NO_VERSION;
  let promising: { readonly epoch: number; readonly made: Promise<void> } | undefined;
  /** The highest epoch whose promise is on disk. */
  let durableEpoch = store.promises.promised?.epoch ?? -1;

  /** Until the promise is on disk nothing is acked for it; one that the disk refused is asked for again. */
  async function makeDurable(offered: EpochPromise): Promise<void> {
    if (promising?.epoch !== offered.epoch)
      promising = { epoch: offered.epoch, made: store.promiseEpoch(offered) };
    const current = promising;
    try {
      await current.made;
      durableEpoch = Math.max(durableEpoch, offered.epoch);
    } finally {
      if (promising === current) promising = undefined;
    }
  }

  async function obey(batch: ReplicateRequest): Promise<void> {
    const offered = { epoch: batch.epoch, candidate: batch.leader.incarnation };
    const verdict = fence(store.promises.promised, offered);
    // Whoever is refused while the promise is written is told of the one that it is made to.
    if (verdict === 'raise') leader = batch.leader;
    if (verdict !== 'refuse' && durableEpoch < batch.epoch) await makeDurable(offered);
    // A still newer leader may have come while the promise was written.
    if (fence(store.promises.promised, offered) === 'refuse') {
      const { epoch } = state();
      throw new QuorateError(
        'STALE_EPOCH',
        `Epoch ${epoch} has been promised to another leader; step down.`,
        {
          epoch,
          leader: leader?.url ?? null,
        },
      );
    }
    if (leader?.incarnation !== batch.leader.incarnation || verdict === 'raise') {
      leader = batch.leader;
      onNewLeader?.(leader, batch.epoch);
    }
  }

  async function receive(batch: ReplicateRequest): Promise<ReplicateReply> {
    await obey(batch);
    // What a former incarnation acked may be lost, so a watermark that counts on it is not taken.
    const watermark = batch.incarnation === incarnation ? batch.watermark : undefined;
    // Before the new watermark: whoever waits for it is told of a deletion before the tombstone may go.
    if (batch.collect > collectedByLeader) collectedByLeader = batch.collect;
    collect(batch.collect);
    const { durable, outcomes } = store.apply(batch.entries as Entry[], watermark);
    onApplied?.(outcomes);
    if (durable !== null) await durable;
    if (batch.origins !== undefined) onOrigins?.(batch.origins);
    return state();
  }

  /** Lets tombstones go that every follower has; one that lags behind them keeps what it has. */
  function collect(upTo: Version): void {
    const { watermark, collected } = store.promises;
    if (upTo > collected && watermark >= upTo) store.collectTombstones(upTo, MAX_COLLECTED);
  }

  function state(): ReplicateReply {
    const { promised, watermark, collected } = store.promises;
    const { lastVersion, digest } = store;
    return { epoch: promised?.epoch ?? -1, incarnation, watermark, lastVersion, collected, digest };
  }

  return {
    get leader() {
      return leader;
    },
    get collectedByLeader() {
      return collectedByLeader;
    },
    receive,
    state,
    entriesAbove: (after, limit) => store.pageByVersion(after, { limit, maxBytes: LEARN_PAGE_BYTES }),
    range: (after, limit) => summarizeRange(store, { after, limit }),
  };
}
