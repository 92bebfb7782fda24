import { setTimeout as sleep } from 'node:timers/promises';
import { Caller, type Reply } from './caller.ts';
import { attempt, type Desk, FIRST_PAUSE_MS, GAVE_UP, GIVE_UP_MS, isFailed, MOST_PAUSE_MS } from './desk.ts';
import type { Worker } from './lane.ts';
import type { SoakWrite } from './mixture.ts';

/** Longer than the service may take by its own settings, so that it answers first. */
const PATIENCE_MS = 10_000;

/**
 * Writes to the leader. What is refused or broken off is counted and sent again, until it is done: a write sets
 * whole values, so that doing it twice does no harm, and the newest acknowledged version is what must stand.
 */
export function soakWriter(desk: Desk): Worker {
  const { leaderUrl: url, mixture, ledger, windows, signal } = desk;
  const caller = new Caller(url);
  return {
    open: () => caller.open(),
    async serve({ dueMs }) {
      const write = mixture.write();
      const startMs = performance.now();
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MOST_PAUSE_MS)) {
        const { request } = write;
        const outcome = await attempt(desk, { caller, url, request, patienceMs: PATIENCE_MS }, reply =>
          isDone(write, reply),
        );
        const nowMs = performance.now();
        if (!isFailed(outcome)) {
          const version = outcome.body.version ?? outcome.body.firstVersion;
          if (version !== undefined) ledger.acknowledge(write, version);
          return windows.success('writes', dueMs, nowMs);
        }
        if (outcome.maybeStored) ledger.doubt(write);
        if (!outcome.again || nowMs - startMs > GIVE_UP_MS) return windows.failure(GAVE_UP, nowMs);
        await sleep(pauseMs, undefined, { signal });
      }
    },
    close: () => caller.close(),
  };
}

/** Acknowledged with a version; a deletion is done too where nothing was left to delete. */
function isDone({ deletes }: SoakWrite, { status, body }: Reply): boolean {
  if (status === 200) return (body.version ?? body.firstVersion) !== undefined;
  return deletes && status === 404 && body.error?.code === 'KEY_NOT_FOUND';
}
