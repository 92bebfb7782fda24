import { Agent, type Dispatcher } from 'undici';
import { invalid } from '../errors.ts';
import { type Failure, refusalOf } from '../failure.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** HTTP to any node. Nothing is retried here, and nothing is thrown but for a request that cannot be sent. */
export interface Connection {
  /** One request, and its answer as parsed JSON. */
  send(url: string, request: HttpRequest, signal: AbortSignal): Promise<Outcome<unknown>>;
  /** One request whose answer is a stream; it ends with an error when `signal` aborts or it falls silent. */
  open(url: string, request: HttpRequest, signal: AbortSignal): Promise<Outcome<AsyncIterable<Buffer>>>;
  close(): Promise<void>;
}

const CONNECTIONS_PER_NODE = 64;
const CONNECT_TIMEOUT_MS = 2_000;
const MAX_REPLY_BYTES = 64 << 20;
/** A stream has a heartbeat every 15 seconds. */
const SILENCE_MS = 45_000;

/** Errors from before there was a connection. */
const UNSENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  // The node speaks no TLS.
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
]);
/** The node's certificate is not trusted, is for another name, or has ended: nothing is sent to such a node. */
const UNTRUSTED =
  /^(ERR_TLS_CERT_|CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** @param token is shown to every node */
export function createConnection(token?: string): Connection {
  const common = { pipelining: 1, headersTimeout: 0, connect: { timeout: CONNECT_TIMEOUT_MS } };
  const calls = new Agent({
    ...common,
    connections: CONNECTIONS_PER_NODE,
    bodyTimeout: 0,
    maxResponseSize: MAX_REPLY_BYTES,
  });
  const streams = new Agent({ ...common, bodyTimeout: SILENCE_MS });
  const authorization: Readonly<Record<string, string>> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const withToken = (request: HttpRequest) => ({
    ...request,
    headers: { ...request.headers, ...authorization },
  });

  async function send(url: string, request: HttpRequest, signal: AbortSignal): Promise<Outcome<unknown>> {
    let status: number;
    let text: string;
    try {
      const answer = await calls.request({ ...withToken(request), origin: url, signal });
      status = answer.statusCode;
      text = await answer.body.text();
    } catch (error) {
      return { ok: false, failure: failureOf(url, error, signal) };
    }
    return read(url, status, text);
  }

  async function open(
    url: string,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<Outcome<AsyncIterable<Buffer>>> {
    let answer: Dispatcher.ResponseData;
    try {
      answer = await streams.request({ ...withToken(request), origin: url, signal });
      if (answer.statusCode === 200) return { ok: true, value: answer.body };
    } catch (error) {
      return { ok: false, failure: failureOf(url, error, signal) };
    }
    const text = await answer.body.text().catch(() => '');
    const outcome = read(url, answer.statusCode, text);
    return outcome.ok ? { ok: false, failure: { kind: 'foreign', url, status: answer.statusCode } } : outcome;
  }

  return {
    send,
    open,
    close: async () => {
      await Promise.all([calls.destroy(), streams.destroy()]);
    },
  };
}

function read(url: string, status: number, text: string): Outcome<unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, failure: { kind: 'foreign', url, status } };
  }
  if (status === 200) return { ok: true, value: body };
  return { ok: false, failure: refusalOf(url, status, body) };
}

function failureOf(url: string, error: unknown, signal: AbortSignal): Failure {
  const code = (error as { code?: unknown }).code;
  if (code === 'UND_ERR_INVALID_ARG') throw invalid(`This cannot be sent: ${(error as Error).message}.`);
  if (UNSENT.has(code) || UNTRUSTED.test(String(code))) return { kind: 'unreachable', url, error };
  return { kind: 'broken', url, timedOut: signal.aborted, error };
}
