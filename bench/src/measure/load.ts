import autocannon from 'autocannon';
import type { Recorder } from './recorder.ts';

const REQUEST_TIMEOUT_S = 10;

export interface HttpLoad {
  /** The whole URL that every body is posted to. */
  readonly url: string;
  /** JSON texts. Each connection goes round its own share of them, so there must be one for each. */
  readonly bodies: readonly string[];
  readonly connections: number;
}

/**
 * A closed loop: each connection sends its next POST when the last one is answered, until `signal` aborts.
 *
 * autocannon, because the load shares its cores with the servers: it spends about 0.17 CPU seconds on 10,000 POSTs
 * to a bare Fastify, hardly more than a hand-written socket client (0.16), where undici spends 0.24 by
 * `Client.dispatch` and 0.38 by `Pool.request`. Its own histogram rounds to milliseconds, so it is not used.
 */
export async function driveHttp(load: HttpLoad, recorder: Recorder, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const shares = share(load.bodies, load.connections);
  const options: autocannon.Options & { excludeErrorStats: boolean } = {
    url: load.url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: load.connections,
    // Ended by `signal` alone; the timer must fit Node's 32 bits.
    duration: 1_000_000,
    timeout: REQUEST_TIMEOUT_S,
    sampleInt: 100,
    excludeErrorStats: true,
    // By connection: autocannon would copy one common list for every one of them.
    setupClient: client => client.setRequests(shares.pop()!.map(body => ({ body }))),
  };
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(options, error => (error ? reject(error) : resolve()));
    run.on('response', (_client, statusCode, _bytes, latencyMs) => {
      if (statusCode >= 200 && statusCode < 300) recorder.success(latencyMs);
      else recorder.failure(`HTTP ${statusCode}`);
    });
    run.on('reqError', (error: NodeJS.ErrnoException) => recorder.failure(error.code ?? error.message));
    signal.addEventListener('abort', () => run.stop(), { once: true });
  });
}

function share(bodies: readonly string[], connections: number): string[][] {
  const shares: string[][] = Array.from({ length: connections }, () => []);
  for (const [i, body] of bodies.entries()) shares[i % connections]!.push(body);
  return shares;
}
