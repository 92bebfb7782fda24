import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry, Store } from '@quorate/store';
import type { FollowerClient } from '../followers/client.ts';
import type { Sender } from '../followers/sender.ts';
import type { Log } from '../log.ts';
import type { Ledger } from '../write/ledger.ts';
import { Retention } from './retention.ts';
import { scrub } from './scrub.ts';

export interface UpkeepOptions {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly followers: readonly {
    readonly url: string;
    readonly client: FollowerClient;
    readonly sender: Sender;
  }[];
  readonly reissue: (entry: Entry) => void;
  /** Tombstones stay so long after every follower has them, in milliseconds. */
  readonly tombstoneRetentionMs: number;
  /** Every follower is compared once in this time, in milliseconds; 0: never. */
  readonly scrubIntervalMs: number;
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const TURN_MS = 500;
/** A digest that differs is cause to compare at once, but not without end, should that find nothing. */
const PROMPT_AGAIN_MS = 10_000;
/** Entries gone through in one turn, in search of tombstones. */
const MAX_EXAMINED = 2_000;

/**
 * What a leader does beside writing: lets tombstones go that every follower has, and compares the followers
 * with its own store. A follower whose digest differs is compared at once. Ends with the signal.
 */
export async function keepUp(options: UpkeepOptions): Promise<void> {
  const { store, ledger, followers, scrubIntervalMs, now, signal } = options;
  const doneMs = new Map(followers.map(({ url }) => [url, now()]));
  const promptedMs = new Map<string, number>();
  const retention = new Retention(options.tombstoneRetentionMs);
  while (!signal.aborted) {
    const mayGo = retention.advance(now(), ledger.heldByAll);
    if (mayGo > store.promises.collected) store.collectTombstones(mayGo, MAX_EXAMINED);
    for (const follower of followers) {
      const { state, digest } = follower.sender.progress;
      const due = now() - (doneMs.get(follower.url) ?? 0) >= scrubIntervalMs;
      const prompted =
        digest === 'different' &&
        now() - (promptedMs.get(follower.url) ?? -PROMPT_AGAIN_MS) >= PROMPT_AGAIN_MS;
      if (scrubIntervalMs === 0 || state !== 'stream' || !(due || prompted)) continue;
      if (prompted) promptedMs.set(follower.url, now());
      await scrubOne(options, follower);
      doneMs.set(follower.url, now());
    }
    await sleep(TURN_MS, undefined, { signal }).catch(() => {});
  }
}

async function scrubOne(options: UpkeepOptions, follower: UpkeepOptions['followers'][number]): Promise<void> {
  const { store, reissue, signal, log } = options;
  const { url, client, sender } = follower;
  try {
    const { repaired } = await scrub({ store, client, reissue, signal });
    if (repaired.length === 0) return;
    sender.noteRepaired(repaired.length);
    const keys = repaired.slice(0, 10).map(({ key, kind }) => `${kind}: ${key}`);
    log.error(
      { event: 'difference_repaired', follower: url, count: repaired.length, keys },
      'a follower differed; repaired',
    );
  } catch (error) {
    if (!signal.aborted)
      log.warn(
        { event: 'scrub_failed', follower: url, reason: (error as Error).message },
        'a comparison failed',
      );
  }
}
