import type { SeenRace } from './races.ts';

interface Bar {
  /** Of the follower in the configured order, from 1. */
  readonly follower: number;
  /** `early`: among those that the write waited for; `late`: after them; `none`: no ack yet. */
  readonly kind: 'early' | 'late' | 'none';
  /** Length as a share of the lane, 0 to 1. */
  readonly length: number;
}

export interface Lane {
  readonly bars: readonly Bar[];
  /** Where the quorum was reached as a share of the lane, if it was. */
  readonly line: number | undefined;
  readonly reachedMs: number | undefined;
  readonly acks: number;
}

/** When the write had as many acks as it asked for, in milliseconds from its start. */
export function reachedAt({ acksMs, quorum }: SeenRace): number | undefined {
  return acksMs.filter(ms => ms !== null).toSorted((a, b) => a - b)[quorum - 1];
}

/** One write as bars on a lane that is `fullMs` long. */
export function laneOf(race: SeenRace, fullMs: number): Lane {
  const reachedMs = reachedAt(race);
  const share = (ms: number) => Math.min(1, ms / fullMs);
  const bars = race.acksMs.map((ms, i): Bar => {
    if (ms === null) return { follower: i + 1, kind: 'none', length: 1 };
    const isEarly = reachedMs === undefined || ms <= reachedMs;
    return { follower: i + 1, kind: isEarly ? 'early' : 'late', length: share(ms) };
  });
  return {
    bars,
    line: reachedMs === undefined ? undefined : share(reachedMs),
    reachedMs,
    acks: race.acksMs.filter(ms => ms !== null).length,
  };
}

/** The longest ack of all, which all lanes are drawn against. At least a millisecond. */
export function longestMs(races: readonly SeenRace[]): number {
  return Math.max(1, ...races.flatMap(({ acksMs }) => acksMs.map(ms => ms ?? 0)));
}
