import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { TlsFiles } from '../config/tls.ts';

/** Idle connections are closed after this, as Fastify does without TLS, in milliseconds. */
const KEEP_ALIVE_MS = 72_000;

/** The HTTPS servers of a node: one, or one for each address that its host name stands for. */
export class TlsServers {
  readonly #servers = new Set<Server>();
  /** TCP connections, of which an HTTP server does not know those that are still at their handshake. */
  readonly #connections = new Set<Duplex>();
  #files: TlsFiles;

  constructor(files: TlsFiles) {
    this.#files = files;
  }

  create(handler: RequestListener, options: ServerOptions, requestTimeoutMs: number): Server {
    const server = createServer(
      {
        ...options,
        ...this.#context(),
        // Clients need no certificate: who must have one is for the routes to say.
        requestCert: this.#files.ca !== undefined,
        rejectUnauthorized: false,
        // A handshake is what comes before headers, and may take no longer than they.
        ...(options.headersTimeout === undefined ? {} : { handshakeTimeout: options.headersTimeout }),
      },
      handler,
    );
    server.requestTimeout = requestTimeoutMs;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.on('connection', connection => {
      this.#connections.add(connection);
      connection.once('close', () => this.#connections.delete(connection));
    });
    this.#servers.add(server);
    server.once('close', () => this.#servers.delete(server));
    return server;
  }

  /** For connections from now on; those that are open stay as they are. */
  renew(files: TlsFiles): void {
    this.#files = files;
    for (const server of this.#servers) server.setSecureContext(this.#context());
  }

  /** Ends every connection, whatever is on it. */
  cut(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  #context() {
    const { cert, key, ca } = this.#files;
    return { cert, key, ...(ca === undefined ? {} : { ca }), minVersion: 'TLSv1.2' as const };
  }
}
