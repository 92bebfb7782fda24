import type { Version } from './version.ts';

/** What applying an entry did: it stands now, it stood already, or a newer one stands. */
export type Outcome = 'applied' | 'duplicate' | 'stale';

/**
 * The one rule by which entries of a key replace each other: the higher version stands. It is idempotent and
 * independent of order, so batches may arrive late, twice or out of order.
 *
 * @param current version that stands for the key, or `undefined` if none does
 */
export function lastWriteWins(current: Version | undefined, incoming: Version): Outcome {
  if (current === undefined || incoming > current) return 'applied';
  return incoming === current ? 'duplicate' : 'stale';
}
