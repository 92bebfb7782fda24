import {
  type EntriesReply,
  type ErrorReply,
  NDJSON,
  type RangeReply,
  type ReplicateReply,
} from '@quorate/protocol';
import type { Version } from '@quorate/store';
import { buildConnector, Pool } from 'undici';
import { Channel } from './channel.ts';
import { FollowerError } from './follower-error.ts';

/** What a leader shows to followers over HTTPS, and by whose word it believes them; all as PEM. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
  /** The CA of followers; those that Node trusts if absent. */
  readonly ca: string | undefined;
}

export interface FollowerClientOptions {
  readonly url: string;
  readonly clusterToken?: string | undefined;
  /** Asked for each connection over HTTPS; without an answer, Node's own trust decides. */
  readonly tls?: () => TlsIdentity | undefined;
  /** After so long without an answer, in milliseconds, a follower counts as down. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** One follower, over HTTP. Each call rejects with {@link FollowerError} when it has no good answer. */
export interface FollowerClient {
  /** Sends one batch: a `ReplicateRequest` as JSON in one line, with its line feed. */
  replicate(batch: Buffer): Promise<ReplicateReply>;
  /** What an ack would say, asked without promising anything. */
  state(): Promise<ReplicateReply>;
  entriesAbove(after: Version, limit: number): Promise<EntriesReply>;
  /** At most `limit` keys above `after`, as they are on the follower's disk. */
  range(after: string, limit: number, detail: boolean): Promise<RangeReply>;
  /** Reads from it as a client would, and hands on the answer whatever it is. */
  ask(path: string, authorization: string | undefined, signal: AbortSignal): Promise<FollowerAnswer>;
  close(): Promise<void>;
}

export interface FollowerAnswer {
  readonly status: number;
  /** JSON, as text. */
  readonly body: string;
}

/** Questions of clients, which may wait for long, have connections of their own. */
const CLIENTS_CONNECTIONS = 4;
/** More than a follower lets a read wait, in milliseconds. */
const MAX_ASK_MS = 61_000;
/** One channel that ends, one that begins, and a question beside them. */
const CONNECTIONS = 3;

export function createFollowerClient({
  url,
  clusterToken,
  tls = () => undefined,
  timeoutMs,
  now,
}: FollowerClientOptions): FollowerClient {
  const connect = createConnect(timeoutMs, tls);
  const pool = new Pool(url, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect,
  });
  let forClients: Pool | undefined;
  const authorization: Record<string, string> =
    clusterToken === undefined ? {} : { authorization: `Bearer ${clusterToken}` };
  let channel: Channel | undefined;

  async function get<T>(path: string): Promise<T> {
    const answer = await pool
      .request({ method: 'GET', path, headers: authorization })
      .catch(error => Promise.reject(FollowerError.from(error)));
    return read<T>(answer);
  }

  function openChannel(): Channel {
    return new Channel({
      timeoutMs,
      now,
      open: async body => {
        const answer = await pool.request({
          method: 'POST',
          path: '/replicate',
          headers: { ...authorization, 'content-type': NDJSON },
          body,
          // The channel has a clock of its own: an idle one is no fault.
          headersTimeout: 0,
          bodyTimeout: 0,
        });
        if (answer.statusCode !== 200) await read(answer);
        return answer.body;
      },
    });
  }

  return {
    replicate: batch => {
      if (channel?.usable !== true) {
        channel?.end();
        channel = openChannel();
      }
      return channel.send(batch);
    },
    state: () => get('/replicate'),
    entriesAbove: (after, limit) => get(`/replicate/entries?after=${after}&limit=${limit}`),
    range: (after, limit, detail) =>
      get(`/replicate/range?after=${encodeURIComponent(after)}&limit=${limit}&detail=${detail}`),
    ask: async (path, clientAuthorization, gone) => {
      forClients ??= new Pool(url, { connections: CLIENTS_CONNECTIONS, connect });
      const headers = clientAuthorization === undefined ? {} : { authorization: clientAuthorization };
      try {
        // What waits for a connection counts too.
        const signal = AbortSignal.any([gone, AbortSignal.timeout(MAX_ASK_MS)]);
        const answer = await forClients.request({ method: 'GET', path, headers, signal });
        return { status: answer.statusCode, body: await answer.body.text() };
      } catch (error) {
        throw FollowerError.from(error);
      }
    },
    close: async () => {
      channel?.destroy();
      await Promise.all([pool.destroy(), forClients?.destroy()]);
    },
  };
}

/** Connects with the identity of the moment, so that a renewed one is shown without a restart. */
function createConnect(timeoutMs: number, tls: () => TlsIdentity | undefined): buildConnector.connector {
  let identity: TlsIdentity | undefined;
  let connector: buildConnector.connector | undefined;
  return (options, callback) => {
    const current = tls();
    if (connector === undefined || identity !== current) {
      identity = current;
      connector = buildConnector({ timeout: timeoutMs, minVersion: 'TLSv1.2', ...identity });
    }
    connector(options, callback);
  };
}

/** @throws FollowerError for any status but 200 */
async function read<T>(answer: { statusCode: number; body: { json(): Promise<unknown> } }): Promise<T> {
  const body = await answer.body.json().catch(error => Promise.reject(FollowerError.from(error)));
  if (answer.statusCode === 200) return body as T;
  const refusal = (body as Partial<ErrorReply>).error;
  throw refusal === undefined
    ? new FollowerError(`answered ${answer.statusCode}`)
    : FollowerError.refused(refusal);
}
