import type { LiveRace } from '@quorate/protocol';

/** How many writes are shown. */
const SHOWN = 8;
/** Of the writes that begin within so many milliseconds one is shown, else nobody could follow. */
const EVERY_MS = 450;
/** The node tells of a race for three seconds; an ack that is missing then is not waited for here. */
const FOLLOWED_FOR_MS = 2_900;

export interface SeenRace extends LiveRace {
  /** No more is heard of it: what has no ack now stays without one on this page. */
  readonly isOver: boolean;
}

/** The races to show, newest first, each in its newest state. */
export function mergeRaces(
  shown: readonly SeenRace[],
  incoming: readonly LiveRace[],
  nowMs: number,
): readonly SeenRace[] {
  const newest = new Map(incoming.map(race => [race.version, race]));
  const kept = shown.map(race => follow(newest.get(race.version) ?? race, nowMs));
  for (const race of incoming.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    const last = kept[0];
    if (last !== undefined && race.startedAtMs - last.startedAtMs < EVERY_MS) continue;
    kept.unshift(follow(race, nowMs));
  }
  return kept.slice(0, SHOWN);
}

function follow(race: LiveRace, nowMs: number): SeenRace {
  const { version, key, quorum, startedAtMs, acksMs } = race;
  const isOver = acksMs.every(ms => ms !== null) || nowMs - startedAtMs >= FOLLOWED_FOR_MS;
  return { version, key, quorum, startedAtMs, acksMs, isOver };
}
