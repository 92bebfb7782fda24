import type { Socket } from 'node:net';

/** What may be held back before the sender is made to wait, in bytes. */
const MAX_HELD_BYTES = 1 << 20;

/** One direction of one connection: bytes pass in order, later when the lane is slow, not at all when it is cut. */
export class Lane {
  readonly #from: Socket;
  readonly #to: Socket;
  #held: { readonly chunk: Buffer; readonly dueMs: number }[] = [];
  #heldBytes = 0;
  #ended = false;
  #broken = false;
  #cut: boolean;
  #delayMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, cut: boolean, delayMs: number) {
    this.#from = from;
    this.#to = to;
    this.#cut = cut;
    this.#delayMs = delayMs;
    from.on('data', chunk => this.#take(chunk as Buffer));
    from.on('end', () => {
      this.#ended = true;
      this.#flush();
    });
    from.on('close', hadError => {
      this.#broken = hadError;
      this.#flush();
    });
    to.on('drain', () => this.#flush());
    to.on('close', () => clearTimeout(this.#timer));
  }

  /** What was held while it was cut passes once it is not: the network lost nothing, it was only late. */
  set(cut: boolean, delayMs: number): void {
    this.#cut = cut;
    this.#delayMs = delayMs;
    this.#flush();
  }

  #take(chunk: Buffer): void {
    this.#held.push({ chunk, dueMs: performance.now() + this.#delayMs });
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > MAX_HELD_BYTES) this.#from.pause();
    this.#flush();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    if (this.#cut || this.#to.destroyed) return;
    // News of a broken connection travels the same way: not at all while it is cut.
    if (this.#broken) this.#to.destroy();
    while (!this.#to.destroyed) {
      const first = this.#held[0];
      if (first === undefined) break;
      const leftMs = first.dueMs - performance.now();
      if (leftMs > 0) {
        this.#timer = setTimeout(() => this.#flush(), leftMs);
        return;
      }
      if (this.#to.writableNeedDrain) return;
      this.#held.shift();
      this.#heldBytes -= first.chunk.length;
      this.#to.write(first.chunk);
    }
    this.#from.resume();
    if (this.#ended) this.#to.end();
  }
}
