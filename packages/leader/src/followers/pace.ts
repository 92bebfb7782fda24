/** What one page of catch-up did. */
export interface PageSent {
  /** From reading it to its ack, in milliseconds. */
  readonly tookMs: number;
  /** Versions that the follower lacked before, and lacks now. */
  readonly lagBefore: number;
  readonly lagAfter: number;
  /** Versions that were issued meanwhile. */
  readonly issued: number;
}

/** While clients write, catch-up takes a fifth of the time. */
const REST_FACTOR = 4;

/**
 * How long catch-up rests before its next page, in milliseconds. Clients are not to be slowed by more than a
 * fifth; but when they write faster than the follower gains on them, it goes on without a rest.
 */
export function restMs({ tookMs, lagBefore, lagAfter, issued }: PageSent): number {
  return issued > 0 && lagAfter < lagBefore ? REST_FACTOR * tookMs : 0;
}
