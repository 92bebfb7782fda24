import type { QuorateError, ReplicateRequest } from '@quorate/protocol';
import { epochBase, type Store } from '@quorate/store';
import { expire } from './expiry/expire.ts';
import { ExpiryIndex } from './expiry/expiry-index.ts';
import { type Faults, isAt } from './faults/faults.ts';
import { Batcher } from './followers/batcher.ts';
import type { FollowerClient } from './followers/client.ts';
import { addDelays, type DrawDelay } from './followers/delay.ts';
import type { FollowerError } from './followers/follower-error.ts';
import { Sender } from './followers/sender.ts';
import type { LeaderLimits } from './limits.ts';
import type { Log } from './log.ts';
import type { LeaderObserver } from './observer.ts';
import { keepUp } from './repair/upkeep.ts';
import { adopt } from './takeover/adopt.ts';
import { batchesOf } from './takeover/batches.ts';
import type { TakenOver } from './takeover/takeover.ts';
import { Ledger } from './write/ledger.ts';
import { leadershipLost } from './write/outcome.ts';
import { VersionIssuer } from './write/version.ts';
import { WritePath } from './write/write-path.ts';

export interface LeadershipOptions {
  readonly store: Store;
  readonly takenOver: TakenOver;
  readonly leader: ReplicateRequest['leader'];
  readonly followers: readonly { readonly url: string; readonly client: FollowerClient }[];
  readonly writeQuorum: number;
  readonly writeTimeoutMs: number;
  readonly idempotencyWindowMs: number;
  readonly limits: LeaderLimits;
  readonly observer: LeaderObserver;
  readonly drawDelay: DrawDelay;
  /** Faults on purpose, where they are allowed. */
  readonly faults?: Faults | undefined;
  readonly now: () => number;
  /** Unix milliseconds. */
  readonly wallClock: () => number;
  readonly random: () => number;
  readonly log: Log;
  readonly onDeposed: (error: FollowerError) => void;
  readonly onExhausted: () => void;
  readonly onProgress: () => void;
}

/** All that belongs to one epoch of one leader: its versions, its races, and a sender for each follower. */
export class Leadership {
  readonly epoch: number;
  readonly #shortcut: boolean;
  readonly issuer: VersionIssuer;
  readonly ledger: Ledger;
  readonly senders: readonly Sender[];
  readonly writePath: WritePath;
  readonly #batcher: Batcher;
  readonly #ending = new AbortController();

  constructor(options: LeadershipOptions) {
    const { takenOver, followers, limits, store, log } = options;
    const { epoch, ownWatermark } = takenOver;
    this.epoch = epoch;
    this.#shortcut = takenOver.learned.size === 0;
    this.issuer = new VersionIssuer(epoch);
    this.ledger = new Ledger({
      followers: followers.length,
      writeQuorum: options.writeQuorum,
      maxSettled: 2 * limits.maxInFlightEntries,
      onAck: options.observer.acked,
    });
    this.#batcher = new Batcher(
      {
        send: batch => {
          let streaming = 0;
          for (const sender of this.senders) if (sender.offer(batch)) streaming++;
          return streaming;
        },
        quorum: options.writeQuorum,
        maxEntries: limits.maxBatchEntries,
        maxBytes: limits.maxBatchBytes,
        gather: options.drawDelay === undefined,
        now: options.now,
      },
      this.issuer.last,
    );
    const learned = new Set(takenOver.learned);
    this.senders = followers.map(
      ({ url, client }, index) =>
        new Sender({
          ...options,
          index,
          url,
          client,
          epoch,
          ledger: this.ledger,
          lastVersion: () => this.issuer.last,
          lastOffered: () => this.#batcher.lastSent,
          drawDelay: () => addDelays(options.drawDelay, options.faults?.delayOf(url)),
          onAcked: batch => this.#batcher.acked(batch),
          onSent: (entries, bytes) => options.observer.sent(index, entries, bytes),
          welcome: async follower => {
            if (learned.has(index)) return;
            const reissue = this.writePath.reissue.bind(this.writePath);
            await adopt({ store, epoch, ownWatermark, reissue, log }, client, url, follower);
            learned.add(index);
          },
        }),
    );
    const expiries = new ExpiryIndex(options.wallClock());
    this.writePath = new WritePath({
      ...options,
      issuer: this.issuer,
      ledger: this.ledger,
      followerUrls: followers.map(({ url }) => url),
      onApplied: entry => expiries.note(entry),
      onStarted: options.observer.started,
      mayExpire: () => expiries.size < limits.maxExpiring,
      live: () => this.live,
      dispatch: write => this.#batcher.add(write),
      maxInFlightWrites: limits.maxInFlightWrites,
      maxInFlightEntries: limits.maxInFlightEntries,
    });
    const unsettled = takenOver.unsettled.flatMap(key => store.get(key) ?? []);
    for (const batch of batchesOf(unsettled)) this.writePath.reissue(...batch);
    for (const sender of this.senders) void sender.run();
    const stop = options.faults?.onChange(fault => {
      if (fault.kind !== 'delay') return;
      for (const [i, sender] of this.senders.entries())
        if (isAt(fault, followers[i]!.url)) sender.delayChanged();
    });
    this.#ending.signal.addEventListener('abort', () => stop?.());
    void expire({
      store,
      index: expiries,
      reissue: entry => this.writePath.reissue(entry),
      wallClock: options.wallClock,
      signal: this.#ending.signal,
    }).catch(error => log.error({ event: 'expiry_failed', err: error }, 'keys no longer expire'));
    void keepUp({
      ...options,
      ledger: this.ledger,
      followers: followers.map((follower, i) => ({ ...follower, sender: this.senders[i]! })),
      reissue: entry => this.writePath.reissue(entry),
      scrubIntervalMs: limits.scrubIntervalMs,
      tombstoneRetentionMs: limits.tombstoneRetentionMs,
      signal: this.#ending.signal,
    }).catch(error => log.error({ event: 'upkeep_failed', err: error }, 'tombstones and comparisons stop'));
  }

  /** How many followers can be expected to ack what is written now. */
  get live(): number {
    let live = 0;
    for (const sender of this.senders) if (sender.live) live++;
    return live;
  }

  /** It took over without learning, on the strength of its own store, and has not issued a version. */
  get untested(): boolean {
    return this.#shortcut && this.issuer.last === epochBase(this.epoch);
  }

  /** Confirms that `count` followers still follow: resolves once that many acked something sent after this call. */
  confirm(count: number): Promise<void> {
    return new Promise(resolve => {
      let acks = 0;
      for (const sender of this.senders) {
        sender.confirm(() => {
          if (++acks === count) resolve();
        });
      }
    });
  }

  /** Ends it: writes that wait are told that their outcome is open. */
  end(refusal: QuorateError, why: string): void {
    this.writePath.close(refusal, race => leadershipLost(why, race));
    this.#ending.abort();
    this.#batcher.stop();
    for (const sender of this.senders) sender.stop();
  }
}
