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
  /** Keys whose entry some followers lack below their watermark: to be issued anew. */
  readonly unsettled: readonly string[];
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
  let learned: Learned = { followers: new Set(), unsettled: [] };
  // Its own store is the last word if it led the last epoch that it knows of, and nothing was lost in a crash.
  if (
    store.durability === 'sync' &&
    ledEpoch !== undefined &&
    ledEpoch === own &&
    epochOf(ownWatermark) === own
  ) {
    epoch = takeoverEpoch([own]);
    await store.promiseEpoch({ epoch, candidate: leader.incarnation });
  } else {
    ({ epoch, learned } = await consultAndLearn(options, own, ownWatermark));
  }
  await store.apply([], epochBase(epoch)).durable;
  await store.recordLeadership(epoch);
  log.info(
    { event: 'takeover_done', epoch, consulted: learned.followers.size, version: store.lastVersion },
    'took over',
  );
  return { epoch, ownWatermark, learned: learned.followers, unsettled: learned.unsettled };
}

interface Learned {
  readonly followers: ReadonlySet<number>;
  readonly unsettled: readonly string[];
}

/** Fences and reads as many followers as it must; one that goes away meanwhile makes it begin again. */
async function consultAndLearn(options: TakeoverOptions, own: number, ownWatermark: Version) {
  for (let attempt = 0; ; attempt++) {
    const { epoch, followers } = await consult(options, own);
    try {
      return { epoch, learned: await learnAll(options, followers, ownWatermark) };
    } catch (error) {
      if (!(error instanceof FollowerError)) throw error;
      options.log.warn(
        { event: 'takeover_again', reason: error.message },
        'a follower went away; consulting anew',
      );
    }
    await sleep(backoffMs(attempt, options.random), undefined, { signal: options.signal });
  }
}

/** Reads the followers, the one with the highest watermark first. */
async function learnAll(
  options: TakeoverOptions,
  followers: ReadonlyMap<number, ReplicateReply>,
  ownWatermark: Version,
): Promise<Learned> {
  const ordered = [...followers].sort(([, a], [, b]) => b.watermark - a.watermark);
  const highest = ordered[0]?.[1].watermark ?? 0;
  const unsettled: string[] = [];
  for (const [place, [index, follower]] of ordered.entries()) {
    const applied = await learn(options, index, learnAbove(ownWatermark, follower.watermark));
    // What the first one lacks, though its watermark is past it, others may lack, too.
    if (place > 0)
      unsettled.push(...applied.filter(({ version }) => version <= highest).map(({ key }) => key));
    options.log.info(
      { event: 'takeover_learned', follower: index, entries: applied.length },
      'learned from a follower',
    );
  }
  return { followers: new Set(followers.keys()), unsettled };
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

/**
 * Reads a follower's entries above a version into the own store.
 *
 * @returns key and version of those that were new here
 */
async function learn({ store, clients, signal }: TakeoverOptions, index: number, above: Version) {
  const applied: { key: string; version: Version }[] = [];
  for await (const entries of entriesOf(clients[index]!, above)) {
    signal.throwIfAborted();
    const { outcomes, durable } = store.apply(entries);
    for (const [i, { key, version }] of entries.entries())
      if (outcomes[i] === 'applied') applied.push({ key, version });
    await durable;
  }
  return applied;
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
