import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

interface Waiting {
  resolve(reply: Buffer): void;
  reject(error: Error): void;
}

/**
 * A connection with one request under way at a time: no pipelining, as each closed loop needs it. It knows of its
 * protocol only when a reply is whole. A bare socket, because the load shares its cores with the servers; the
 * usual drivers spend two to four times as much on a request.
 */
export class Line {
  readonly #socket: Socket;
  readonly #isWhole: (received: Buffer) => boolean;
  #received: Buffer | null = null;
  #waiting: Waiting | null = null;

  private constructor(socket: Socket, isWhole: (received: Buffer) => boolean) {
    this.#socket = socket;
    this.#isWhole = isWhole;
    socket.on('data', chunk => this.#take(chunk));
    socket.on('error', error => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  static async open(port: number, isWhole: (received: Buffer) => boolean): Promise<Line> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Line(socket, isWhole);
  }

  /** Resolves to all that came until the reply was whole. Not before the last reply has come. */
  send(request: string | Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the server closed the connection'));
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  /** Nothing can be sent any more. */
  get closed(): boolean {
    return this.#socket.destroyed;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received === null ? chunk : Buffer.concat([this.#received, chunk]);
    if (!this.#isWhole(this.#received)) return;
    const reply = this.#received;
    const waiting = this.#waiting;
    this.#received = null;
    this.#waiting = null;
    waiting?.resolve(reply);
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }
}
