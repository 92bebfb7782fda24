import { Readable } from 'node:stream';
import { type ErrorReply, LineSplitter, type ReplicateReply } from '@quorate/protocol';
import { FollowerError } from './follower-error.ts';

export interface ChannelOptions {
  /** Begins a request with this body; resolves when the answer begins, long before the body ends. */
  readonly open: (body: Readable) => Promise<Readable>;
  /** After so long without an ack, in milliseconds, the channel is given up. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

interface Unanswered {
  readonly resolve: (ack: ReplicateReply) => void;
  readonly reject: (error: FollowerError) => void;
  readonly sentMs: number;
}

/** Servers limit how long a request may last, in milliseconds: a new one replaces it in good time. */
const MAX_AGE_MS = 10_000;
const MAX_ACK_BYTES = 64 << 10;

/**
 * Batches to one follower as the lines of one long request, their acks as the lines of its answer. What a
 * request costs both sides is paid once for many batches.
 */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #body = new Readable({ read() {} });
  readonly #unanswered: Unanswered[] = [];
  readonly #openedMs: number;
  #failure: FollowerError | undefined;
  #answer: Readable | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#openedMs = options.now();
    void this.#run();
  }

  /** Whether the next batch may go through this channel. */
  get usable(): boolean {
    return this.#failure === undefined && this.#options.now() - this.#openedMs < MAX_AGE_MS;
  }

  /** @param batch JSON without line feeds, but for one at its end */
  send(batch: Buffer): Promise<ReplicateReply> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#unanswered.push({ resolve, reject, sentMs: this.#options.now() });
      this.#body.push(batch);
      this.#timer ??= setTimeout(() => this.#checkTime(), this.#options.timeoutMs);
    });
  }

  /** Ends the request; batches that were sent are still acked. */
  end(): void {
    this.#body.push(null);
  }

  destroy(): void {
    this.#fail(new FollowerError('no answer: the leader is stopping'));
  }

  async #run(): Promise<void> {
    const lines = new LineSplitter(MAX_ACK_BYTES);
    try {
      this.#answer = await this.#options.open(this.#body);
      for await (const chunk of this.#answer)
        for (const line of lines.push(chunk as Buffer)) this.#take(line);
      this.#fail(new FollowerError('no answer: the follower ended the request'));
    } catch (error) {
      this.#fail(FollowerError.from(error));
    }
  }

  #take(line: string): void {
    const ack = JSON.parse(line) as ReplicateReply | ErrorReply;
    const first = this.#unanswered.shift();
    if ('error' in ack) first?.reject(FollowerError.refused(ack.error));
    else first?.resolve(ack);
  }

  #checkTime(): void {
    this.#timer = undefined;
    const first = this.#unanswered[0];
    if (first === undefined) return;
    const leftMs = first.sentMs + this.#options.timeoutMs - this.#options.now();
    if (leftMs > 0) this.#timer = setTimeout(() => this.#checkTime(), leftMs);
    else this.#fail(new FollowerError(`no answer within ${this.#options.timeoutMs} ms`));
  }

  #fail(error: FollowerError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    clearTimeout(this.#timer);
    this.#body.destroy();
    this.#answer?.destroy();
    for (const { reject } of this.#unanswered.splice(0)) reject(error);
  }
}
