/** A simulated network delay, in milliseconds: uniform between the two bounds. */
export interface DelayRange {
  readonly minMs: number;
  readonly maxMs: number;
}

/** Draws one delay for each write and follower, or is `undefined` where no delay is simulated. */
export type DrawDelay = (() => number) | undefined;

export function createDelay({ minMs, maxMs }: DelayRange, random: () => number): DrawDelay {
  if (maxMs === 0) return undefined;
  return () => minMs + random() * (maxMs - minMs);
}
