import type { LiveSample, LiveState } from '@quorate/protocol';
import { mergeRaces, type SeenRace } from '../race/races.ts';

/** Five minutes of seconds. */
const MAX_SAMPLES = 300;

/** What the page knows: the newest state, and what it gathered before. Of a limited size. */
export interface History {
  readonly state: LiveState;
  readonly samples: readonly LiveSample[];
  readonly races: readonly SeenRace[];
}

/** Takes in one event. The first one after a break tells seconds again that are known. */
export function remember(before: History | undefined, state: LiveState): History {
  // A leader that began anew counts its versions from somewhere else.
  const isSame =
    before?.state.status.id === state.status.id && before.state.status.epoch === state.status.epoch;
  // As has one whose clock was set back.
  const known = before !== undefined && state.atMs < before.state.atMs - 2_000 ? [] : (before?.samples ?? []);
  const lastMs = known.at(-1)?.atMs ?? 0;
  const fresh = state.samples.filter(({ atMs }) => atMs > lastMs);
  return {
    state,
    samples: fresh.length === 0 ? known : [...known, ...fresh].slice(-MAX_SAMPLES),
    races: mergeRaces(isSame ? (before?.races ?? []) : [], state.races, state.atMs),
  };
}
