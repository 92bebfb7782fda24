import { epochBase, epochOf, MAX_EPOCH, NO_VERSION, type Version } from '@quorate/store';

/**
 * How many followers must be consulted: any such set shares a follower with every set of `writeQuorum`
 * followers, so that it finds every committed write, and with every other such set, so that no two leaders can
 * have the same epoch.
 */
export function consultCount(followers: number, writeQuorum: number): number {
  return Math.max(followers - writeQuorum, Math.floor(followers / 2)) + 1;
}

/**
 * The epoch to take over with: one above all that were seen; 0 for a cluster that never had a leader.
 *
 * @param seen epochs that this node and the followers promised; -1 for none
 */
export function takeoverEpoch(seen: readonly number[]): number {
  const epoch = Math.max(-1, ...seen) + 1;
  if (epoch > MAX_EPOCH)
    throw new RangeError(
      `Epoch ${epoch} is beyond ${MAX_EPOCH}, the last one whose versions are safe integers.`,
    );
  return epoch;
}

/**
 * From which version on a leader must read a follower's entries to learn all that it lacks.
 *
 * A follower that was level in the leadership which this node's own watermark speaks of showed that leader
 * everything it had, so only what came after can be new. Any other may hold writes from a time that this
 * node never heard of, below its watermark too.
 */
export function learnAbove(ownWatermark: Version, followerWatermark: Version): Version {
  return followerWatermark >= epochBase(epochOf(ownWatermark)) ? ownWatermark : NO_VERSION;
}
