import type { CurvePoint } from '@quorate/protocol';

/** A quorum that fewer of the writes reached than this is not one to promise. */
const RELIABLE_SHARE = 0.5;

/** What one quorum costs and gives. */
export interface CurveRow {
  readonly quorum: number;
  /** Followers that may be lost while such a write still works. */
  readonly mayFail: number;
  /** The last seconds; absent where no write had so many acks. */
  readonly recent: CurvePoint | undefined;
  /** The last minutes. */
  readonly earlier: CurvePoint | undefined;
  /** Of the last seconds' writes those that had so many acks, 0 to 1. */
  readonly share: number;
  /** At least half of them had. */
  readonly isReliable: boolean;
}

/** One row for each quorum that can be asked for, 1..`followers`. */
export function rowsOf(
  recent: readonly CurvePoint[],
  earlier: readonly CurvePoint[],
  followers: number,
): readonly CurveRow[] {
  const writes = recent.find(({ quorum }) => quorum === 1)?.count ?? 0;
  return Array.from({ length: followers }, (_, i) => {
    const quorum = i + 1;
    const point = recent.find(one => one.quorum === quorum);
    const share = point === undefined || writes === 0 ? 0 : Math.min(1, point.count / writes);
    return {
      quorum,
      mayFail: followers - quorum,
      recent: point,
      earlier: earlier.find(one => one.quorum === quorum),
      share,
      isReliable: share >= RELIABLE_SHARE,
    };
  });
}
