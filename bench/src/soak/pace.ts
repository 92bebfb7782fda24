/** One request that is due. */
export interface Turn {
  /** Latency counts from here, whenever the request is sent. */
  readonly dueMs: number;
}

/** Says when requests are due. Times are those of `performance.now()`. */
export interface Pace {
  /** The next request, due now or later; null once there are no more. */
  take(nowMs: number): Turn | null;
  /** How far the load is behind: since when the next request is due; 0 if it is not yet. */
  lagMs(nowMs: number): number;
  /** How many requests became due that nobody took; to be asked when `take` has said that there are no more. */
  owed(): number;
}

/** So long after the end of an open loop, what is still waiting is no longer sent: the service was too slow for good. */
export const OVERTIME_MS = 30_000;

/**
 * An open loop: requests are due at even distances whether or not the service keeps up. What the service could not
 * take in time stays due, so that a stall of a second is a latency of up to a second for each request that
 * fell into it, and not for the few alone that were on their way ("coordinated omission", Gil Tene). What waits
 * is a number, not a list: it takes no memory.
 */
export function openPace(perSecond: number, startMs: number, endMs: number): Pace {
  // Rounded, since a difference of two times is exact to a billionth of a millisecond only.
  const total = Math.round(((endMs - startMs) * perSecond) / 1000);
  let taken = 0;
  const nextMs = () => startMs + (taken * 1000) / perSecond;
  return {
    take(nowMs) {
      const dueMs = nextMs();
      if (taken >= total || nowMs > endMs + OVERTIME_MS) return null;
      taken++;
      return { dueMs };
    },
    lagMs: nowMs => Math.max(0, Math.min(nowMs, endMs) - nextMs()),
    owed: () => total - taken,
  };
}

/** A closed loop: a request is due when somebody is free to send it. */
export function closedPace(endMs: number): Pace {
  return { take: nowMs => (nowMs < endMs ? { dueMs: nowMs } : null), lagMs: () => 0, owed: () => 0 };
}
