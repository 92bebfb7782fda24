/** What is measured of this process. */
export interface Gauges {
  readonly nowMs: () => number;
  /** Of the old generation: the process dies when that is full. */
  readonly heapUsedBytes: () => number;
  /** Intervals of the event loop since the last reset, as `monitorEventLoopDelay` has them. */
  readonly delays: {
    readonly count: number;
    /** In nanoseconds. */
    percentile(percent: number): number;
    reset(): void;
  };
}

export interface OverloadLimits {
  /** 0: none. */
  readonly maxEventLoopDelayMs: number;
  /** 0: none. */
  readonly maxHeapBytes: number;
}

/** Delays are judged over so long, in milliseconds, and over so many turns of the loop at the least. */
const WINDOW_MS = 1_000;
const MIN_TURNS = 3;
const NANOSECONDS_PER_MS = 1_000_000;
/** The loop is looked at so often, in milliseconds, which an interval includes. */
export const RESOLUTION_MS = 10;

/**
 * Asks whether the process has room for more work. The heap counts as it is. Of the event loop it is the median of
 * its delays: one long turn, such as a start or a pause of the machine, is no overload, and many are.
 */
export function createOverloadCheck(limits: OverloadLimits, gauges: Gauges): () => boolean {
  const { maxEventLoopDelayMs, maxHeapBytes } = limits;
  const { nowMs, heapUsedBytes, delays } = gauges;
  let sinceMs = nowMs();
  let isSlow = false;
  return () => {
    const now = nowMs();
    if (now - sinceMs >= WINDOW_MS && delays.count >= MIN_TURNS) {
      const delayMs = delays.percentile(50) / NANOSECONDS_PER_MS - RESOLUTION_MS;
      isSlow = maxEventLoopDelayMs > 0 && delayMs > maxEventLoopDelayMs;
      delays.reset();
      sinceMs = now;
    }
    return isSlow || (maxHeapBytes > 0 && heapUsedBytes() > maxHeapBytes);
  };
}
