const FIRST_MS = 500;
const MOST_MS = 8_000;

/**
 * How long to wait before trying again, in milliseconds.
 *
 * @param attempt how many have failed before, from 0
 * @param random in [0, 1): pages that lost the same node do not come back at once
 */
export function backoffMs(attempt: number, random: number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** attempt);
  return most / 2 + (most / 2) * random;
}
