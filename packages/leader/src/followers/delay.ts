/** A simulated network delay, in milliseconds: uniform between the two bounds. */
export interface DelayRange {
  readonly minMs: number;
  readonly maxMs: number;
}

/** Draws one delay for each write and follower, or is `undefined` where no delay is simulated. */
export type DrawDelay = (() => number) | undefined;

/** The sum of two delays, drawn each on its own. */
export function addDelays(one: DrawDelay, other: DrawDelay): DrawDelay {
  if (one === undefined || other === undefined) return one ?? other;
  return () => one() + other();
}

export function createDelay({ minMs, maxMs }: DelayRange, random: () => number): DrawDelay {
  if (maxMs === 0) return undefined;
  return () => minMs + random() * (maxMs - minMs);
}
