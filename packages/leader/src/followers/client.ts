import type { EntriesReply, ErrorReply, ReplicateReply } from '@quorate/protocol';
import type { Version } from '@quorate/store';
import { Pool } from 'undici';

export interface FollowerClientOptions {
  readonly url: string;
  readonly clusterToken?: string | undefined;
  /** Requests on the wire at once. */
  readonly connections: number;
  /** After so long without an answer, in milliseconds, a follower counts as down. */
  readonly timeoutMs: number;
}

/** One follower, over HTTP. Each call throws {@link FollowerError} when it has no good answer. */
export interface FollowerClient {
  /** Sends one batch, as JSON text of a `ReplicateRequest`. */
  replicate(body: string): Promise<ReplicateReply>;
  /** What an ack would say, asked without promising anything. */
  state(): Promise<ReplicateReply>;
  entriesAbove(after: Version, limit: number): Promise<EntriesReply>;
  close(): Promise<void>;
}

/** A follower that could not be reached, or that refused. */
export class FollowerError extends Error {
  override readonly name = 'FollowerError';
  /** What the follower said, where it said anything. */
  readonly refusal: ErrorReply['error'] | undefined;

  constructor(message: string, refusal?: ErrorReply['error']) {
    super(message);
    this.refusal = refusal;
  }
}

/** Answers are small, or pages whose size the follower bounds; more than this is no answer of a follower. */
const MAX_ANSWER_BYTES = 64 << 20;

export function createFollowerClient(options: FollowerClientOptions): FollowerClient {
  const pool = new Pool(options.url, {
    connections: options.connections,
    pipelining: 1,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connectTimeout: options.timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (options.clusterToken !== undefined) headers['authorization'] = `Bearer ${options.clusterToken}`;

  async function call<T>(method: 'GET' | 'POST', path: string, body?: string): Promise<T> {
    let status: number;
    let answer: unknown;
    try {
      const response = await pool.request({ method, path, headers, body: body ?? null });
      status = response.statusCode;
      answer = await response.body.json();
    } catch (error) {
      throw new FollowerError(`no answer: ${(error as Error).message || (error as { code?: string }).code}`);
    }
    if (status === 200) return answer as T;
    const refusal = (answer as Partial<ErrorReply>).error;
    throw new FollowerError(
      `refused with ${status} ${refusal?.code ?? ''}: ${refusal?.message ?? ''}`,
      refusal,
    );
  }

  return {
    replicate: body => call('POST', '/replicate', body),
    state: () => call('GET', '/replicate'),
    entriesAbove: (after, limit) => call('GET', `/replicate/entries?after=${after}&limit=${limit}`),
    close: () => pool.destroy(),
  };
}
