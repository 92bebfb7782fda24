import { ApplyCounts } from './apply-counts.ts';
import { DURATION_BOUNDS, Histogram } from './histogram.ts';
import { WriteCounts } from './write-counts.ts';

/** Why a request is refused before it is looked at. */
export type RefusalReason = 'overloaded' | 'rate_limited';

/** What a node counts while it works, from its start on. */
export class Counts {
  /** How long flushes of the log took, in seconds. */
  readonly flushSeconds = new Histogram(DURATION_BOUNDS);
  readonly writes: WriteCounts;
  readonly applied = new ApplyCounts();
  /** Requests that were refused before they were looked at, by reason. */
  readonly refused: Record<RefusalReason, number> = { overloaded: 0, rate_limited: 0 };

  /** @param followers how many a leader has; a follower has none */
  constructor(followers: number) {
    this.writes = new WriteCounts(followers);
  }
}
