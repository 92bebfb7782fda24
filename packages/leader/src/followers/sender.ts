import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowerState, Progress, ReplicateReply, ReplicateRequest } from '@quorate/protocol';
import { type Store, type Version, Watermark } from '@quorate/store';
import type { LeaderLimits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Ledger } from '../write/ledger.ts';
import type { Race } from '../write/race.ts';
import { backoffMs } from './backoff.ts';
import type { FollowerClient } from './client.ts';
import type { DrawDelay } from './delay.ts';
import { FollowerError } from './follower-error.ts';
import { type Outgoing, Queue } from './queue.ts';
import { isLive, nextState, type SenderEvent } from './transition.ts';

export interface SenderOptions {
  /** Place of the follower in the configured order. */
  readonly index: number;
  readonly url: string;
  readonly client: FollowerClient;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly epoch: number;
  readonly leader: ReplicateRequest['leader'];
  /** The last version issued: every write is offered in the turn in which it is issued. */
  readonly lastVersion: () => Version;
  readonly limits: LeaderLimits;
  readonly drawDelay: DrawDelay;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
  /** Called with each follower that answers, before it gets anything: see takeover/adopt.ts. */
  readonly welcome: (follower: ReplicateReply) => Promise<void>;
  /** The follower has promised a newer epoch. */
  readonly onDeposed: (error: FollowerError) => void;
  /** Something was acked, or the follower's state changed. */
  readonly onProgress: () => void;
}

/** What is on the wire in one request. */
interface Batch {
  /** The unbroken stretch of sending that it belongs to: see `#stint`. */
  readonly stint: number;
  readonly incarnation: string;
  /** No version below it is in the batch. */
  readonly lowest: Version;
  readonly sentMs: number;
  readonly races: readonly Race[];
  /** Read from the store: the follower holds all up to here once it has this page. */
  readonly covers: Version | undefined;
  readonly confirmations: readonly (() => void)[];
}

/** While a batch has been on the wire for less than this, the next one gathers, in milliseconds. */
const PIPELINE_AFTER_MS = 5;
const PAGE = { limit: 5_000, maxBytes: 1 << 20 };
const PROGRESS_LOG_MS = 5_000;

/**
 * Brings one follower what it misses: live writes from a queue while it keeps up, pages of the store when it
 * does not. All of its states and their order are in transition.ts.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #queue: Queue;
  readonly #frame: string;
  readonly #stopping = new AbortController();
  #state: FollowerState = 'probe';
  /** Raised whenever the follower's position becomes uncertain, so that late answers cannot move it. */
  #stint = 0;
  #incarnation = '';
  /** The follower's watermark, as this leader knows it. */
  #watermark: Version = 0;
  /** The watermark that the follower has been told. */
  #told: Version = 0;
  /** Versions under a simulated delay or in the queue; only where delays are simulated. */
  #unsent: Watermark | undefined;
  #delayed = 0;
  #onWire: Batch[] = [];
  #confirmations: (() => void)[] = [];
  #failures = 0;
  #error: string | undefined;
  #scheduled = false;
  #pipelineTimer: NodeJS.Timeout | undefined;
  #leaveStream: (() => void) | undefined;
  #lastProgressLogMs = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#queue = new Queue(options.limits);
    this.#frame = `{"epoch":${options.epoch},"leader":${JSON.stringify(options.leader)},"incarnation":`;
  }

  get live(): boolean {
    return isLive(this.#state);
  }

  get progress(): Progress {
    return {
      follower: this.#options.url,
      state: this.#state,
      watermark: this.#watermark,
      lag: Math.max(0, this.#options.lastVersion() - this.#watermark),
      queued: this.#queue.length + this.#delayed,
      inFlight: this.#onWire.length,
      ...(this.#error === undefined ? {} : { error: this.#error }),
    };
  }

  /** Takes a write that was just issued. A follower that is not streaming gets it from the store instead. */
  offer(write: Outgoing): void {
    if (this.#state !== 'stream') return;
    const { drawDelay, limits } = this.#options;
    if (drawDelay === undefined) {
      this.#enqueue(write);
      return;
    }
    if (this.#delayed >= limits.maxQueueEntries) {
      this.#on('overflow');
      return;
    }
    this.#unsent?.issue(write.version);
    this.#delayed++;
    const stint = this.#stint;
    setTimeout(() => {
      if (stint !== this.#stint) return;
      this.#delayed--;
      this.#enqueue(write);
    }, drawDelay());
  }

  /** Calls `done` when the follower has acked a request that was sent after this call; never if it is down. */
  confirm(done: () => void): void {
    if (this.#state !== 'stream') return;
    this.#confirmations.push(done);
    this.#schedule();
  }

  /** Works until {@link stop}. */
  async run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (this.#state === 'probe') await this.#probe();
      else if (this.#state === 'catch-up') await this.#catchUp();
      else if (this.#state === 'stream') await this.#stream();
      else await this.#backOff();
    }
  }

  stop(): void {
    this.#stopping.abort();
    this.#leaveStream?.();
  }

  async #probe(): Promise<void> {
    const { client, ledger, index, lastVersion, now, welcome } = this.#options;
    try {
      const follower = await client.replicate(this.#encode('', 0, ''));
      await welcome(follower);
      this.#locate(follower);
      ledger.ackThrough(follower.watermark, index, now());
      this.#on(follower.watermark >= lastVersion() ? 'level' : 'behind');
    } catch (error) {
      this.#fail(error);
    }
  }

  async #catchUp(): Promise<void> {
    const { store, lastVersion } = this.#options;
    const stint = this.#stint;
    const page = store.pageByVersion(this.#watermark, PAGE);
    const level = page.covers >= store.lastVersion;
    const covers = level ? lastVersion() : page.covers;
    const lowest = this.#watermark + 1;
    // The last page goes out in the turn in which it was read, so no write falls between it and the queue.
    if (level) this.#on('level');
    const encoded = page.entries.map(entry => JSON.stringify(entry)).join(',');
    const sent = this.#transmit(encoded, covers, { stint, lowest, races: [], covers });
    if (!level) await sent;
  }

  async #stream(): Promise<void> {
    const heartbeat = setInterval(() => {
      if (this.#onWire.length === 0) this.#transmitQueued();
    }, this.#options.limits.heartbeatMs);
    this.#schedule();
    await new Promise<void>(resolve => {
      this.#leaveStream = resolve;
      if (this.#state !== 'stream' || this.#stopping.signal.aborted) resolve();
    });
    this.#leaveStream = undefined;
    clearInterval(heartbeat);
    clearTimeout(this.#pipelineTimer);
    this.#pipelineTimer = undefined;
  }

  async #backOff(): Promise<void> {
    const pauseMs = backoffMs(this.#failures++, this.#options.random);
    await sleep(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    this.#on('backoff-over');
  }

  #enqueue(write: Outgoing): void {
    if (this.#queue.push(write)) this.#schedule();
    else this.#on('overflow');
  }

  /** Sends at the end of this turn of the event loop, so that writes which came together go together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#state !== 'stream' || this.#stopping.signal.aborted) return;
    if (this.#queue.length === 0 && this.#confirmations.length === 0 && !this.#owesWatermark()) return;
    const newest = this.#onWire.at(-1);
    if (newest !== undefined) {
      if (this.#onWire.length >= this.#options.limits.maxInFlightBatches) return;
      const waitMs = newest.sentMs + PIPELINE_AFTER_MS - this.#options.now();
      if (waitMs > 0) {
        this.#pipelineTimer ??= setTimeout(() => {
          this.#pipelineTimer = undefined;
          this.#pump();
        }, waitMs);
        return;
      }
    }
    this.#transmitQueued();
  }

  /** All is acked, but the follower was not told so in its last batch. */
  #owesWatermark(): boolean {
    return this.#onWire.length === 0 && this.#told < this.#watermark;
  }

  #transmitQueued(): void {
    const writes = this.#queue.takeBatch();
    for (const { version } of writes) this.#unsent?.arrive(version);
    let lowest = writes[0]?.version ?? this.#options.lastVersion() + 1;
    if (this.#unsent !== undefined) for (const { version } of writes) lowest = Math.min(lowest, version);
    this.#transmit(writes.map(write => write.encoded).join(','), this.#coveredBelow(), {
      stint: this.#stint,
      lowest,
      races: writes.map(write => write.race),
      covers: undefined,
    });
  }

  /** Nothing at or below it is queued, delayed or on the wire. */
  #coveredBelow(): Version {
    const head = this.#queue.head;
    let covered = this.#options.lastVersion();
    if (this.#unsent !== undefined) covered = this.#unsent.value;
    else if (head !== undefined) covered = head.version - 1;
    for (const batch of this.#onWire) {
      if (batch.stint === this.#stint) covered = Math.min(covered, batch.lowest - 1);
    }
    return covered;
  }

  async #transmit(
    entries: string,
    watermark: Version,
    content: Pick<Batch, 'stint' | 'lowest' | 'races' | 'covers'>,
  ): Promise<void> {
    const { client, now } = this.#options;
    const batch = {
      ...content,
      incarnation: this.#incarnation,
      sentMs: now(),
      confirmations: this.#confirmations,
    };
    this.#confirmations = [];
    this.#onWire.push(batch);
    try {
      const ack = await client.replicate(this.#encode(this.#incarnation, watermark, entries));
      this.#onWire.splice(this.#onWire.indexOf(batch), 1);
      this.#record(batch, watermark, ack);
    } catch (error) {
      this.#onWire.splice(this.#onWire.indexOf(batch), 1);
      if (batch.stint === this.#stint) this.#fail(error);
    }
  }

  #record(batch: Batch, told: Version, ack: ReplicateReply): void {
    const { ledger, index, now, onProgress } = this.#options;
    const nowMs = now();
    for (const race of batch.races) ledger.ack(race, index, nowMs);
    for (const confirmed of batch.confirmations) confirmed();
    if (batch.stint === this.#stint) {
      if (ack.incarnation !== batch.incarnation) {
        this.#locate(ack);
        this.#on('behind');
      } else {
        if (batch.covers !== undefined) ledger.ackThrough(batch.covers, index, nowMs);
        this.#told = Math.max(this.#told, told);
        this.#advance(this.#state === 'stream' ? this.#coveredBelow() : told);
        if (this.#state === 'catch-up') this.#logCatchUp();
        this.#pump();
      }
    }
    onProgress();
  }

  /** Takes the follower's own word for where it stands. */
  #locate(follower: ReplicateReply): void {
    this.#incarnation = follower.incarnation;
    this.#told = follower.watermark;
    this.#watermark = follower.watermark;
    this.#options.ledger.setWatermark(this.#options.index, follower.watermark);
  }

  #advance(watermark: Version): void {
    if (watermark <= this.#watermark) return;
    this.#watermark = watermark;
    this.#options.ledger.setWatermark(this.#options.index, watermark);
  }

  #fail(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    if (error instanceof FollowerError && error.refusal?.code === 'STALE_EPOCH')
      this.#options.onDeposed(error);
    this.#error = (error as Error).message;
    this.#on('failed');
  }

  #on(event: SenderEvent): void {
    const { log, url, lastVersion, onProgress, drawDelay } = this.#options;
    const before = this.#state;
    const after = nextState(before, event);
    if (after === before && event !== 'behind') return;
    this.#state = after;
    if (after === 'stream') {
      this.#unsent = drawDelay === undefined ? undefined : new Watermark(lastVersion());
      this.#failures = 0;
      this.#error = undefined;
      log.info(
        { event: 'follower_streaming', follower: url, watermark: this.#watermark },
        'follower keeps up',
      );
    } else {
      this.#stint++;
      this.#queue.clear();
      this.#delayed = 0;
      this.#confirmations = [];
      if (before === 'stream') this.#leaveStream?.();
      if (after === 'down' && isLive(before)) {
        log.warn({ event: 'follower_down', follower: url, reason: this.#error }, 'follower is down');
      }
      if (after === 'catch-up' && before !== 'catch-up') {
        this.#lastProgressLogMs = this.#options.now();
        log.info(
          { event: 'follower_catching_up', follower: url, cause: event, lag: this.progress.lag },
          'follower catches up',
        );
      }
    }
    onProgress();
  }

  #logCatchUp(): void {
    const nowMs = this.#options.now();
    if (nowMs - this.#lastProgressLogMs < PROGRESS_LOG_MS) return;
    this.#lastProgressLogMs = nowMs;
    const { watermark, lag } = this.progress;
    this.#options.log.info(
      { event: 'follower_catching_up', follower: this.#options.url, watermark, lag },
      'catch-up goes on',
    );
  }

  #encode(incarnation: string, watermark: Version, entries: string): string {
    return `${this.#frame}${JSON.stringify(incarnation)},"watermark":${watermark},"entries":[${entries}]}`;
  }
}
