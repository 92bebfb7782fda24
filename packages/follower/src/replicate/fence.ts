import type { EpochPromise } from '@quorate/store';

/**
 * `accept`: the epoch promised already, from the leader it was promised to; `raise`: a newer one, to be made
 * durable before anything else is done for it; `refuse`: one that is older, or promised to another.
 */
export type FenceVerdict = 'accept' | 'raise' | 'refuse';

/** @param promised the highest epoch promised, `undefined` before the first */
export function fence(promised: EpochPromise | undefined, offered: EpochPromise): FenceVerdict {
  if (promised === undefined || offered.epoch > promised.epoch) return 'raise';
  return offered.epoch === promised.epoch && offered.candidate === promised.candidate ? 'accept' : 'refuse';
}
