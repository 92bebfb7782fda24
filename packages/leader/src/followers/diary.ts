import type { FollowerState, Progress } from '@quorate/protocol';
import type { Version } from '@quorate/store';
import type { Log } from '../log.ts';
import { isLive, type SenderEvent } from './transition.ts';

/** A long catch-up says so often how far it is, in milliseconds. */
const PROGRESS_MS = 5_000;

/** What the log is told of one follower. */
export class Diary {
  readonly #log: Log;
  readonly #follower: string;
  readonly #now: () => number;
  #progressMs = 0;

  /** @param follower its URL */
  constructor(log: Log, follower: string, now: () => number) {
    this.#log = log;
    this.#follower = follower;
    this.#now = now;
  }

  changed(before: FollowerState, cause: SenderEvent, { state, lag, watermark, error }: Progress): void {
    const follower = this.#follower;
    if (state === 'stream') {
      this.#log.info({ event: 'follower_streaming', follower, watermark }, 'follower keeps up');
    } else if (state === 'catch-up') {
      this.#progressMs = this.#now();
      this.#log.info({ event: 'follower_catching_up', follower, cause, lag }, 'follower catches up');
    } else if (state === 'down' && isLive(before)) {
      this.#log.warn({ event: 'follower_down', follower, reason: error }, 'follower is down');
    }
  }

  /** @param position how far the store was read */
  catchingUp(position: Version, lastVersion: Version): void {
    if (this.#now() - this.#progressMs < PROGRESS_MS) return;
    this.#progressMs = this.#now();
    const toGo = lastVersion - position;
    this.#log.info(
      { event: 'follower_catching_up', follower: this.#follower, position, toGo },
      'catch-up goes on',
    );
  }
}
