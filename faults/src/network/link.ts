import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Lane } from './lane.ts';

/** How the way between a leader and a follower fares. */
export interface LinkState {
  /** Bytes to the follower are held back. */
  readonly cutToFollower: boolean;
  /** Bytes from the follower are held back. */
  readonly cutFromFollower: boolean;
  /** How late bytes arrive, each way, in milliseconds. */
  readonly delayMs: number;
}

export const healthy: LinkState = { cutToFollower: false, cutFromFollower: false, delayMs: 0 };

interface Connection {
  readonly sockets: readonly [Socket, Socket];
  readonly toFollower: Lane;
  readonly fromFollower: Lane;
}

/** A way to one follower that can be cut and slowed: the leader has this address in place of the follower's. */
export class Link {
  readonly port: number;
  readonly #targetPort: number;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  #state: LinkState = healthy;

  constructor(port: number, targetPort: number) {
    this.port = port;
    this.#targetPort = targetPort;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, socket => this.#accept(socket));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.#connections.size;
  }

  async open(): Promise<void> {
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.reset();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  set(state: LinkState): void {
    this.#state = state;
    for (const { toFollower, fromFollower } of this.#connections) {
      toFollower.set(state.cutToFollower, state.delayMs);
      fromFollower.set(state.cutFromFollower, state.delayMs);
    }
  }

  /** Breaks every connection: what was held back never arrives. */
  reset(): void {
    for (const { sockets } of this.#connections) for (const socket of sockets) socket.destroy();
    this.#connections.clear();
  }

  #accept(leader: Socket): void {
    const follower = connect({
      port: this.#targetPort,
      host: '127.0.0.1',
      allowHalfOpen: true,
      noDelay: true,
    });
    const { cutToFollower, cutFromFollower, delayMs } = this.#state;
    const connection: Connection = {
      sockets: [leader, follower],
      toFollower: new Lane(leader, follower, cutToFollower, delayMs),
      fromFollower: new Lane(follower, leader, cutFromFollower, delayMs),
    };
    this.#connections.add(connection);
    for (const socket of connection.sockets) {
      socket.on('error', () => {});
      socket.on('close', () => {
        if (leader.closed && follower.closed) this.#connections.delete(connection);
      });
    }
  }
}
