/**
 * A version orders all writes of all leaderships: `epoch × 10⁹ + counter`, one safe integer.
 * The idea is ZooKeeper's zxid (epoch and counter in one number), kept readable in decimal.
 */
export type Version = number;

/** How many versions one epoch spans; the counter runs from 1 to `EPOCH_SPAN - 1`. */
export const EPOCH_SPAN = 1_000_000_000;

/** The highest epoch whose versions are all safe integers. */
export const MAX_EPOCH = Math.floor(Number.MAX_SAFE_INTEGER / EPOCH_SPAN) - 1;

/** The version that stands before everything; no entry has it. */
export const NO_VERSION: Version = 0;

/** The version before the first one of `epoch`. */
export function epochBase(epoch: number): Version {
  return epoch * EPOCH_SPAN;
}

/** The epoch whose leader issued `version`. */
export function epochOf(version: Version): number {
  return Math.floor(version / EPOCH_SPAN);
}

/** The version after `version` in the same epoch, or `undefined` when the epoch's counter is used up. */
export function nextVersion(version: Version): Version | undefined {
  const next = version + 1;
  return next % EPOCH_SPAN === 0 ? undefined : next;
}
