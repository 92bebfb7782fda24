import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplicateReply, ReplicateRequest } from '@quorate/protocol';
import { type Entry, epochBase, epochOf, type Store, type Version } from '@quorate/store';
import { backoffMs } from '../followers/backoff.ts';
import type { FollowerClient } from '../followers/client.ts';
import { FollowerError } from '../followers/follower-error.ts';
import type { Log } from '../log.ts';
import { consultCount, learnAbove, takeoverEpoch } from './consult.ts';

export interface TakeoverOptions {
  readonly store: Store;
  readonly clients: readonly FollowerClient[];
  readonly writeQuorum: number;
  readonly leader: ReplicateRequest['leader'];
  readonly log: Log;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

export interface TakenOver {
  readonly epoch: number;
  /** Everything at or below it was this node's own before the takeover. */
  readonly ownWatermark: Version;
  /** Followers, by their place, whose entries are all known. */
  readonly learned: ReadonlySet<number>;
}

const LEARN_PAGE_ENTRIES = 5_000;

/**
 * What a leader does before its first write: fence, learn, and only then serve. Re-replicating is left to the
 * senders, which bring every follower level from its own watermark.
 *
 * It waits for as many followers as it must, however long that takes; `signal` ends it.
 */
export async function takeOver(options: TakeoverOptions): Promise<TakenOver> {
  const { store, leader, log } = options;
  const { promised, ledEpoch, watermark: ownWatermark } = store.promises;
  const own = promised?.epoch ?? -1;
  let epoch: number;
  let learned: ReadonlySet<number>;
  // Its own store is the last word if it led the last epoch that it knows of, and nothing was lost in a crash.
  if (
    store.durability === 'sync' &&
    ledEpoch !== undefined &&
    ledEpoch === own &&
    epochOf(ownWatermark) === own
  ) {
    epoch = takeoverEpoch([own]);
    learned = new Set();
    await store.promiseEpoch({ epoch, candidate: leader.incarnation });
  } else {
    const consulted = await consult(options, own);
    epoch = consulted.epoch;
    learned = new Set(consulted.followers.keys());
    for (const [index, follower] of consulted.followers) {
      const count = await learn(options, index, learnAbove(ownWatermark, follower.watermark));
      log.info({ event: 'takeover_learned', follower: index, entries: count }, 'learned from a follower');
    }
  }
  await store.apply([], epochBase(epoch)).durable;
  await store.recordLeadership(epoch);
  log.info(
    { event: 'takeover_done', epoch, consulted: learned.size, version: store.lastVersion },
    'took over',
  );
  return { epoch, ownWatermark, learned };
}

/** Fences followers with an epoch above all that they promised, until enough have made it durable. */
async function consult(options: TakeoverOptions, own: number) {
  const { store, clients, writeQuorum, leader, log, random, signal } = options;
  const needed = consultCount(clients.length, writeQuorum);
  let seen = own;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const states = await Promise.allSettled(clients.map(client => client.state()));
    const answered = states.flatMap(state => (state.status === 'fulfilled' ? [state.value.epoch] : []));
    if (answered.length >= needed) {
      const epoch = takeoverEpoch([seen, ...answered]);
      await store.promiseEpoch({ epoch, candidate: leader.incarnation });
      const fence: ReplicateRequest = {
        epoch,
        leader,
        incarnation: '',
        watermark: 0,
        collect: 0,
        entries: [],
      };
      const line = Buffer.from(`${JSON.stringify(fence)}\n`);
      const fenced = await Promise.allSettled(clients.map(client => client.replicate(line)));
      const followers = new Map<number, ReplicateReply>();
      for (const [index, result] of fenced.entries()) {
        if (result.status === 'fulfilled') followers.set(index, result.value);
        else if (result.reason instanceof FollowerError)
          seen = Math.max(seen, result.reason.refusal?.epoch ?? -1);
      }
      if (followers.size >= needed) return { epoch, followers };
      seen = Math.max(seen, epoch);
    }
    if (attempt % 10 === 5) {
      log.warn(
        { event: 'takeover_waiting', needed, answered: answered.length },
        'takeover waits for followers',
      );
    }
    await sleep(backoffMs(attempt, random), undefined, { signal });
  }
}

/** Reads a follower's entries above a version into the own store. */
async function learn(
  { store, clients, signal }: TakeoverOptions,
  index: number,
  above: Version,
): Promise<number> {
  let count = 0;
  for await (const entries of entriesOf(clients[index]!, above)) {
    signal.throwIfAborted();
    count += entries.length;
    await store.apply(entries).durable;
  }
  return count;
}

/** A follower's entries above a version, page by page. */
export async function* entriesOf(client: FollowerClient, above: Version): AsyncGenerator<readonly Entry[]> {
  for (let after = above; ; ) {
    const page = await client.entriesAbove(after, LEARN_PAGE_ENTRIES);
    if (page.entries.length === 0) return;
    yield page.entries as Entry[];
    after = page.covers;
  }
}
