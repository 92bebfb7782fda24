import type { Trace } from '@quorate/protocol';
import type { Race } from './race.ts';

/** Who acked when, and what each quorum would have cost in this very race. */
export function traceOf(race: Race, followerUrls: readonly string[]): Trace {
  const acks = followerUrls
    .flatMap((follower, i) => {
      const afterMs = race.ackMs[i];
      return afterMs === undefined ? [] : [{ follower, afterMs: roundMs(afterMs) }];
    })
    .toSorted((a, b) => a.afterMs - b.afterMs);
  return { acks, quorums: acks.map(({ afterMs }, i) => ({ quorum: i + 1, afterMs })) };
}

/** To the microsecond; more digits are noise. */
export function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
