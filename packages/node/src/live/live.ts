import type { LeaderObserver } from '@quorate/leader';
import type { CurvePoint, FaultsReply, LiveState, StatusReply } from '@quorate/protocol';
import { RaceSampler } from './race-sampler.ts';
import { Samples } from './samples.ts';

const TICK_MS = 500;
const RECENT_MS = 10_000;

/** Takes one event's data, as JSON. */
export type LiveReader = (data: string) => void;

export interface LiveOptions {
  /** The quorum curve of the last so many milliseconds; none on a follower. */
  readonly curve: (windowMs: number) => readonly CurvePoint[];
  readonly status: () => StatusReply;
  readonly faults: () => FaultsReply;
}

/**
 * What a page shows live. All readers get the same text, made once for each tick, so that ten cost little more than
 * one; while nobody reads, writes cost the count of one second and nothing else.
 */
export class Live {
  readonly #options: LiveOptions;
  readonly #samples = new Samples(Date.now);
  readonly #races = new RaceSampler(() => performance.now());
  readonly #readers = new Set<LiveReader>();
  #told = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  get readers(): number {
    return this.#readers.size;
  }

  readonly observer: LeaderObserver = {
    started: race => {
      if (this.#timer !== undefined) this.#races.note(race);
    },
    acked: () => {},
    answered: (_quorum, durationMs, error) => this.#samples.note(durationMs, error !== undefined),
    sent: () => {},
  };

  /**
   * Sends the state to `reader` now and twice a second from then on.
   *
   * @returns ends it
   */
  watch(reader: LiveReader): () => void {
    if (this.#timer === undefined) {
      this.#races.clear();
      this.#told = this.#lastSecond();
      this.#timer = setInterval(() => this.#tick(), TICK_MS);
    }
    reader(JSON.stringify(this.#state(0)));
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #tick(): void {
    const state = JSON.stringify(this.#state(this.#told));
    this.#told = this.#lastSecond();
    for (const reader of this.#readers) reader(state);
  }

  #lastSecond(): number {
    return this.#samples.since(0).at(-1)?.atMs ?? 0;
  }

  #state(afterMs: number): LiveState {
    const atMs = Date.now();
    const status = this.#options.status();
    const isLeader = status.role === 'leader';
    return {
      atMs,
      status,
      recentCurve: [...this.#options.curve(RECENT_MS)],
      samples: isLeader ? this.#samples.since(afterMs) : [],
      races: isLeader ? this.#races.races(atMs) : [],
      faults: this.#options.faults(),
    };
  }
}
