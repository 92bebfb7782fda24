import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DigestState,
  FollowerState,
  Progress,
  ReplicateReply,
  ReplicateRequest,
} from '@quorate/protocol';
import type { Store, Version, VersionPage } from '@quorate/store';
import type { LeaderLimits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Ledger } from '../write/ledger.ts';
import { backoffMs } from './backoff.ts';
import { type Batch, createBatch } from './batch.ts';
import type { FollowerClient } from './client.ts';
import type { DrawDelay } from './delay.ts';
import { Diary } from './diary.ts';
import { FollowerError } from './follower-error.ts';
import { Held } from './held.ts';
import { restMs } from './pace.ts';
import { Queue } from './queue.ts';
import { type Shipment, Stint } from './stint.ts';
import { isLive, nextState, type SenderEvent } from './transition.ts';
import { createEncoder, type EncodeRequest } from './wire.ts';

export interface SenderOptions {
  /** Place of the follower in the configured order. */
  readonly index: number;
  readonly url: string;
  readonly client: FollowerClient;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly epoch: number;
  readonly leader: ReplicateRequest['leader'];
  /** The last version issued; the store has it. */
  readonly lastVersion: () => Version;
  /** The last version offered to the senders; later ones still gather. */
  readonly lastOffered: () => Version;
  readonly limits: LeaderLimits;
  /** The simulated delay, asked for at the beginning of each stretch of streaming: see {@link delayChanged}. */
  readonly drawDelay: () => DrawDelay;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
  /** Called with each follower that answers, before it gets anything: see takeover/adopt.ts. */
  readonly welcome: (follower: ReplicateReply) => Promise<void>;
  /** The follower has promised a newer epoch. */
  readonly onDeposed: (error: FollowerError) => void;
  readonly onAcked: (batch: Batch) => void;
  /** A request goes out. */
  readonly onSent: (entries: number, bytes: number) => void;
  /** Something was acked, or the follower's state changed. */
  readonly onProgress: () => void;
}

/** While a shipment has been on the wire for less than this, the next one gathers, in milliseconds. */
const PIPELINE_AFTER_MS = 10;
/** Small enough that reading one holds nobody up for more than some milliseconds. */
const PAGE = { limit: 2_000, maxBytes: 256 << 10 };

/**
 * Brings one follower what it misses: live writes from a queue while it keeps up, pages of the store when it
 * does not. All of its states and their order are in transition.ts.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #encode: EncodeRequest;
  readonly #queue: Queue;
  readonly #held: Held;
  readonly #stopping = new AbortController();
  #state: FollowerState = 'probe';
  #stint = new Stint('', 0);
  #drawDelay: DrawDelay;
  #confirmations: (() => void)[] = [];
  #failures = 0;
  #error: string | undefined;
  #digest: DigestState = 'unknown';
  #repaired = 0;
  #scheduled = false;
  #pipelineTimer: NodeJS.Timeout | undefined;
  #leaveStream: (() => void) | undefined;
  readonly #diary: Diary;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#encode = createEncoder(options.epoch, options.leader);
    this.#queue = new Queue(options.limits);
    this.#held = new Held(options.limits);
    this.#diary = new Diary(options.log, options.url, options.now);
  }

  get live(): boolean {
    return isLive(this.#state);
  }

  get progress(): Progress {
    const { watermark, position, inFlight } = this.#stint;
    return {
      follower: this.#options.url,
      state: this.#state,
      watermark,
      lag: Math.max(0, this.#options.lastVersion() - watermark),
      queued: this.#queue.length + this.#held.length,
      inFlight,
      digest: this.#digest,
      repaired: this.#repaired,
      ...(this.#state === 'catch-up' ? { position } : {}),
      ...(this.#error === undefined ? {} : { error: this.#error }),
    };
  }

  /**
   * Takes writes that were just issued.
   *
   * @returns false when the follower is not streaming: it gets them from the store instead
   */
  offer(batch: Batch): boolean {
    if (this.#state !== 'stream') return false;
    const drawDelay = this.#drawDelay;
    if (drawDelay === undefined) this.#enqueue(batch);
    else for (const write of batch.writes) this.#delay(createBatch([write]), drawDelay());
    return true;
  }

  /** What was held back goes out at once, and what comes is delayed as is asked for now. */
  delayChanged(): void {
    this.#on('delay-changed');
  }

  /** Keys of this follower were found to differ, and written anew. */
  noteRepaired(keys: number): void {
    this.#repaired += keys;
  }

  /** Calls `done` when the follower has acked a request that was sent after this call; never if it is down. */
  confirm(done: () => void): void {
    if (!this.live) return;
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

  /** Asks the follower where it stands, and fences it. */
  async #probe(): Promise<void> {
    const { client, ledger, index, lastVersion, now, welcome } = this.#options;
    try {
      const follower = await client.replicate(
        this.#encode({ incarnation: '', watermark: 0, collect: 0 }, []),
      );
      await welcome(follower);
      this.#locate(follower);
      ledger.ackThrough(follower.watermark, index, now());
      this.#on(follower.watermark >= lastVersion() ? 'level' : 'behind');
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Sends one page of the store; after the last one, live writes go on from there. A page has only the newest
   * entry of each key, so that older versions up to where it reads may be hidden by newer ones that come in a later
   * page: only with the last one does the follower hold, or supersede, all of them.
   */
  async #catchUp(): Promise<void> {
    const { store, lastVersion, now } = this.#options;
    const stint = this.#stint;
    const startedMs = now();
    const before = lastVersion();
    const lagBefore = before - stint.position;
    let page: VersionPage;
    try {
      page = store.pageByVersion(stint.position, PAGE);
    } catch (error) {
      this.#fail(error);
      return;
    }
    const isLast = page.covers >= store.lastVersion;
    const watermark = isLast ? lastVersion() : stint.watermark;
    const entries = Buffer.from(page.entries.map(entry => JSON.stringify(entry)).join(','));
    // The state changes in the turn in which the page was read, so no write falls between it and the queue.
    if (isLast) this.#on('level');
    const sent = this.#ship([entries], page.entries.length, {
      stint,
      watermark,
      lowest: stint.watermark + 1,
      batches: [],
      isPage: true,
    });
    if (isLast) return;
    await sent;
    stint.position = page.covers;
    const lagAfter = lastVersion() - stint.position;
    await this.#rest(
      restMs({ tookMs: now() - startedMs, lagBefore, lagAfter, issued: lastVersion() - before }),
    );
  }

  async #rest(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** Waits while live writes go out from the queue: see {@link offer}. */
  async #stream(): Promise<void> {
    const heartbeat = setInterval(() => {
      if (this.#stint.inFlight === 0) this.#shipQueued();
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
    await this.#rest(backoffMs(this.#failures++, this.#options.random));
    this.#on('backoff-over');
  }

  /** Holds one write back as a slow network would. */
  #delay(write: Batch, delayMs: number): void {
    if (this.#held.hold(write, delayMs, () => this.#enqueue(write))) this.#stint.delay(write.writes[0]!.race);
    else this.#on('overflow');
  }

  #enqueue(batch: Batch): void {
    if (this.#queue.push(batch)) this.#schedule();
    else this.#on('overflow');
  }

  /** Sends at the end of this turn of the event loop, so that what came together goes together. */
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
    const { lastSentMs, inFlight, owesWatermark } = this.#stint;
    if (this.#queue.length === 0 && this.#confirmations.length === 0 && !owesWatermark) return;
    if (lastSentMs !== undefined) {
      if (inFlight >= this.#options.limits.maxInFlightBatches) return;
      const waitMs = lastSentMs + PIPELINE_AFTER_MS - this.#options.now();
      if (waitMs > 0) {
        this.#pipelineTimer ??= setTimeout(() => {
          this.#pipelineTimer = undefined;
          this.#pump();
        }, waitMs);
        return;
      }
    }
    this.#shipQueued();
  }

  #shipQueued(): void {
    const stint = this.#stint;
    const batches = this.#queue.take();
    const { watermark, lowest } = stint.next(batches, this.#queue.head, this.#options.lastOffered());
    const entries = batches.map(batch => batch.entries);
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    void this.#ship(entries, count, { stint, watermark, lowest, batches, isPage: false });
  }

  async #ship(
    entries: readonly Buffer[],
    count: number,
    content: Omit<Shipment, 'confirmations' | 'sentMs'>,
  ): Promise<void> {
    const { client, store, now, onSent } = this.#options;
    const { stint, watermark } = content;
    const shipment = { ...content, confirmations: this.#confirmations, sentMs: now() };
    this.#confirmations = [];
    stint.send(shipment);
    try {
      const { incarnation } = stint;
      const origins = content.batches.flatMap(batch => batch.origins);
      const { collected: collect } = store.promises;
      const request = this.#encode({ incarnation, watermark, collect, origins }, entries);
      onSent(count, request.length);
      const ack = await client.replicate(request);
      stint.settle(shipment);
      this.#record(shipment, ack);
    } catch (error) {
      stint.settle(shipment);
      if (stint === this.#stint) this.#fail(error);
    }
  }

  #record(shipment: Shipment, ack: ReplicateReply): void {
    const { ledger, index, now, lastOffered, onAcked, onProgress } = this.#options;
    const { stint, batches, isPage, watermark } = shipment;
    const nowMs = now();
    for (const batch of batches) {
      for (const { race } of batch.writes) ledger.ack(race, index, nowMs);
      onAcked(batch);
    }
    for (const confirmed of shipment.confirmations) confirmed();
    if (stint === this.#stint) {
      if (ack.incarnation !== stint.incarnation) {
        this.#on('behind');
        this.#locate(ack);
      } else {
        if (isPage) ledger.ackThrough(watermark, index, nowMs);
        stint.acked(shipment, this.#queue.head, lastOffered());
        ledger.setWatermark(index, stint.watermark);
        this.#compare(ack);
        if (this.#state === 'catch-up') this.#diary.catchingUp(stint.position, this.#options.lastVersion());
        this.#pump();
      }
    }
    onProgress();
  }

  /** Replicas that stand at the same version, with the same tombstones gone, must have the same digest. */
  #compare({ watermark, lastVersion, collected, digest }: ReplicateReply): void {
    const { store, log, url: follower } = this.#options;
    if (watermark < this.#options.lastVersion() || lastVersion !== store.lastVersion) return;
    if (collected !== store.promises.collected) return;
    const before = this.#digest;
    this.#digest = digest === store.digest ? 'equal' : 'different';
    if (this.#digest === 'different' && before !== 'different') {
      log.error(
        { event: 'digest_mismatch', follower, version: lastVersion },
        'a follower differs from the leader',
      );
    }
  }

  /** Takes the follower's own word for where it stands. */
  #locate({ incarnation, watermark }: ReplicateReply): void {
    this.#stint = new Stint(incarnation, watermark);
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
    const before = this.#state;
    const after = nextState(before, event);
    if (after === before) return;
    this.#state = after;
    if (after === 'stream') {
      this.#drawDelay = this.#options.drawDelay();
      if (this.#drawDelay !== undefined) this.#stint.expectDisorder(this.#options.lastOffered());
      this.#failures = 0;
      this.#error = undefined;
    } else {
      this.#stint = new Stint(this.#stint.incarnation, this.#stint.watermark);
      this.#queue.clear();
      this.#held.clear();
      // Of one that catches up, the next page confirms as well as a live write.
      if (after !== 'catch-up') this.#confirmations = [];
      this.#leaveStream?.();
    }
    this.#diary.changed(before, event, this.progress);
    this.#options.onProgress();
  }
}
