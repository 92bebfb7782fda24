import { SEGMENT_BYTES } from './segment.ts';

/** When the tree is next to get what the log has: whichever comes first. */
export interface CheckpointDue {
  /** After so long with something in the log, in milliseconds. */
  readonly afterMs: number;
  /** When the log has so many bytes. */
  readonly atBytes: number;
}

const MAX_MS = 60_000;
const MAX_BYTES = 4 * SEGMENT_BYTES;
/** The part of them that is left to chance. */
const SPREAD = 0.5;

/** Of the time of a checkpoint, the part that leaves the disk to the log. */
const REST_SHARE = 0.75;
const MAX_REST_MS = 100;

/**
 * Drawn anew for each checkpoint. Replicas get the same writes at the same time, and with fixed limits they would all
 * work on their trees in the same moment; when each has its own, the others still make up a quorum. Rarer
 * checkpoints are cheaper, since a key that was written often goes to the tree once; more often would bring
 * nothing, since a log of this size is read at a start within a moment.
 *
 * @param random in [0, 1)
 */
export function checkpointDue(random: () => number): CheckpointDue {
  const part = 1 - SPREAD * random();
  return { afterMs: part * MAX_MS, atBytes: part * MAX_BYTES };
}

/**
 * How long to rest after a part of a checkpoint, in milliseconds: while the tree is flushed the log waits for the
 * same disk, and writes with it. What waited is done before the next part.
 *
 * @param tookMs how long that part took
 * @param logBytes what the log has got since the checkpoint began; once the next is due, there is no rest
 */
export function restMs(tookMs: number, logBytes: number, { atBytes }: CheckpointDue): number {
  if (logBytes >= atBytes) return 0;
  return Math.min(MAX_REST_MS, (tookMs * REST_SHARE) / (1 - REST_SHARE));
}
