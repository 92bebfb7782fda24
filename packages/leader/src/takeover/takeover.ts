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
  const { store, log } = options;
  const { promised, watermark: ownWatermark } = store.promises;
  const own = promised?.epoch ?? -1;
  const { epoch, learned } = await consultAndLearn(options, own, ownWatermark);
  await store.apply([], epochBase(epoch)).durable;
  await store.recordLeadership(epoch);
  log.info(
    { event: 'takeover_done', epoch, consulted: learned.followers.size, version: store.lastVersion },
    'took over',
  );
  return { epoch, ownWatermark, learned: learned.followers, unsettled: learned.unsettled };
}

/** Whether the store was the leader's in the last epoch before this takeover, and lost nothing since. */
function isLastWord(store: Store, prior: number): boolean {
  const { ledEpoch, watermark } = store.promises;
  return (
    store.durability === 'sync' &&
    ledEpoch !== undefined &&
    ledEpoch >= prior &&
    epochOf(watermark) === ledEpoch
  );
}

interface Learned {
  readonly followers: ReadonlySet<number>;
  readonly unsettled: readonly string[];
}

/** Fences and reads as many followers as it must; one that goes away meanwhile makes it begin again. */
async function consultAndLearn(options: TakeoverOptions, own: number, ownWatermark: Version) {
  for (let attempt = 0; ; attempt++) {
    const { epoch, prior, followers } = await consult(options, own);
    // Its own store is the last word if nobody led after it, and nothing was lost in a crash.
    if (isLastWord(options.store, prior))
      return { epoch, learned: { followers: new Set<number>(), unsettled: [] } };
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

/**
 * Reads the followers, and finds what stands here in the end while some follower lacks it below its watermark:
 * nobody would send it there. Such are the writes of a leader that was fenced before they went out, in its own
 * store, and on a follower what no later leader learned.
 */
async function learnAll(
  options: TakeoverOptions,
  followers: ReadonlyMap<number, ReplicateReply>,
  ownWatermark: Version,
): Promise<Learned> {
  const { store, log } = options;
  const base = Math.min(ownWatermark, epochBase(store.promises.ledEpoch ?? 0));
  const fresh = new Set<Version>();
  const read: { after: Version; watermark: Version; versions: Set<Version> }[] = [];
  for (const [index, { watermark }] of followers) {
    const after = Math.min(base, learnAbove(ownWatermark, watermark));
    const versions = await learn(options, index, after, fresh);
    read.push({ after, watermark, versions });
    log.info(
      { event: 'takeover_learned', follower: index, entries: versions.size },
      'learned from a follower',
    );
  }
  forget(store, Math.max(...[...followers.values()].map(({ collected }) => collected)));
  const unsettled: string[] = [];
  for (let after = Math.min(base, ...read.map(one => one.after)); ; ) {
    const page = store.pageByVersion(after, { limit: LEARN_PAGE_ENTRIES });
    if (page.entries.length === 0) break;
    for (const { key, version } of page.entries) {
      const lacks = (one: (typeof read)[number]) =>
        version <= one.watermark && (version > one.after ? !one.versions.has(version) : fresh.has(version));
      if (read.some(lacks)) unsettled.push(key);
    }
    after = page.covers;
  }
  if (unsettled.length > 0) log.warn({ event: 'unsettled', entries: unsettled.length }, 'issues anew');
  return { followers: new Set(followers.keys()), unsettled };
}

/** What a follower let go, all had: who asks for changes since then must be told so here, too. */
function forget(store: Store, collected: Version): void {
  while (store.promises.collected < collected) store.collectTombstones(collected, LEARN_PAGE_ENTRIES);
}

/** Fences followers with an epoch above all that they promised, until enough have made it durable. */
async function consult(options: TakeoverOptions, own: number) {
  const { store, clients, writeQuorum, leader, log, random, signal } = options;
  const needed = consultCount(clients.length, writeQuorum);
  let seen = own;
  /** The highest epoch that anyone promised to another. */
  let prior: number | undefined;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const states = await Promise.allSettled(clients.map(client => client.state()));
    const answered = states.flatMap(state => (state.status === 'fulfilled' ? [state.value.epoch] : []));
    if (answered.length >= needed) {
      const epoch = takeoverEpoch([seen, ...answered]);
      prior ??= Math.max(own, ...answered);
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
        else if (result.reason instanceof FollowerError) {
          seen = Math.max(seen, result.reason.refusal?.epoch ?? -1);
          prior = Math.max(prior, result.reason.refusal?.epoch ?? -1);
        }
      }
      if (followers.size >= needed) return { epoch, prior, followers };
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

/** Reads a follower's entries above a version into the own store; `fresh` gets the versions that were new. */
async function learn(
  { store, clients, signal }: TakeoverOptions,
  index: number,
  above: Version,
  fresh: Set<Version>,
): Promise<Set<Version>> {
  const versions = new Set<Version>();
  for await (const entries of entriesOf(clients[index]!, above)) {
    signal.throwIfAborted();
    const { outcomes, durable } = store.apply(entries);
    for (const [i, { version }] of entries.entries()) {
      versions.add(version);
      if (outcomes[i] === 'applied') fresh.add(version);
    }
    await durable;
  }
  return versions;
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
