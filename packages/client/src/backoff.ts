const BASE_MS = 50;
const MAX_MS = 1_000;

/**
 * How long to wait before attempt number `attempt` (0, 1, 2, …), in milliseconds: exponential, capped, and
 * drawn from the upper half of the range so that clients do not come back in step.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(MAX_MS, BASE_MS * 2 ** Math.min(attempt, 16));
  return ceiling / 2 + (random() * ceiling) / 2;
}
