import type { Race } from '@quorate/leader';
import type { LiveRace } from '@quorate/protocol';
import { isReserved } from '@quorate/store';

/** Of the writes that begin within so many milliseconds, one is shown. */
const EVERY_MS = 100;
const SHOWN_FOR_MS = 3_000;

/** Some of the newest races, while somebody looks. What came of them is read from the races themselves. */
export class RaceSampler {
  readonly #now: () => number;
  #races: Race[] = [];

  /** @param now the clock of the races, in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  note(race: Race): void {
    const newest = this.#races.at(-1);
    if (newest !== undefined && race.startedMs - newest.startedMs < EVERY_MS) return;
    if (!isReserved(race.key)) this.#races.push(race);
    if (this.#races.length > (2 * SHOWN_FOR_MS) / EVERY_MS) this.#forget();
  }

  /** @param unixMs the time now */
  races(unixMs: number): LiveRace[] {
    this.#forget();
    const nowMs = this.#now();
    return this.#races.map(race => ({
      version: race.askedVersion,
      key: race.key,
      quorum: race.quorum,
      startedAtMs: unixMs - (nowMs - race.startedMs),
      acksMs: Array.from(race.ackMs, ms => ms ?? null),
    }));
  }

  clear(): void {
    this.#races = [];
  }

  #forget(): void {
    const sinceMs = this.#now() - SHOWN_FOR_MS;
    this.#races = this.#races.filter(race => race.startedMs >= sinceMs);
  }
}
