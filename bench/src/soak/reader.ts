import { setTimeout as sleep } from 'node:timers/promises';
import { Caller, type Reply } from './caller.ts';
import { attempt, type Desk, FIRST_PAUSE_MS, GAVE_UP, GIVE_UP_MS, isFailed, MOST_PAUSE_MS } from './desk.ts';
import type { Worker } from './lane.ts';
import { readRequest } from './mixture.ts';

/** A node that does not answer in time is left alone for as long. */
const PATIENCE_MS = 1_000;
const STALE = '200 older than minVersion';

/** How the readers stand with the followers, shared so that one that is away does not hold up all of them in turn. */
export class Rests {
  readonly #until = new Map<string, number>();
  #turn = 0;

  rest(url: string, nowMs: number): void {
    this.#until.set(url, nowMs + PATIENCE_MS);
  }

  /** The next follower in turn that does not rest; undefined if all do. */
  next(urls: readonly string[], nowMs: number): string | undefined {
    for (let tries = 0; tries < urls.length; tries++) {
      const url = urls[this.#turn++ % urls.length]!;
      if ((this.#until.get(url) ?? 0) <= nowMs) return url;
    }
    return undefined;
  }
}

/** Reads what was last acknowledged from the followers in turn; what one does not answer in time, the leader is asked. */
export function soakReader(desk: Desk, rests: Rests): Worker {
  const { leaderUrl, followerUrls, mixture, ledger, windows, signal } = desk;
  const callers = new Map([leaderUrl, ...followerUrls].map(url => [url, new Caller(url)]));
  return {
    async open() {
      await Promise.all([...callers.values()].map(caller => caller.open()));
    },
    async serve({ dueMs }) {
      const key = mixture.key();
      const minVersion = ledger.versionOf(key);
      const request = readRequest(key, minVersion);
      const startMs = performance.now();
      let url = rests.next(followerUrls, startMs) ?? leaderUrl;
      for (let pauseMs = 0; ; pauseMs = Math.min(2 * pauseMs || FIRST_PAUSE_MS, MOST_PAUSE_MS)) {
        if (pauseMs > 0) await sleep(pauseMs, undefined, { signal });
        const caller = callers.get(url)!;
        const outcome = await attempt(desk, { caller, url, request, patienceMs: PATIENCE_MS }, isAnswer);
        const nowMs = performance.now();
        if (!isFailed(outcome)) {
          const { status, body } = outcome;
          if (status === 200 && (body.version ?? 0) < minVersion) windows.failure(STALE, nowMs);
          return windows.success('reads', dueMs, nowMs);
        }
        if (!outcome.again || nowMs - startMs > GIVE_UP_MS) return windows.failure(GAVE_UP, nowMs);
        if (url !== leaderUrl) rests.rest(url, nowMs);
        url = leaderUrl;
      }
    },
    close() {
      for (const caller of callers.values()) caller.close();
    },
  };
}

/** A value, or that there is none: the key may have been deleted. */
function isAnswer({ status, body }: Reply): boolean {
  return status === 200 || (status === 404 && body.error?.code === 'KEY_NOT_FOUND');
}
