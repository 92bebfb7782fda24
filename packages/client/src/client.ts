import type { BatchReply, StatusReply, WriteReply } from '@quorate/protocol';
import { createCaller } from './call.ts';
import { createConnection } from './connection/connection.ts';
import { createDiscovery } from './connection/discovery.ts';
import { baseUrl, Nodes } from './connection/nodes.ts';
import { errorOf, invalid } from './errors.ts';
import { list } from './list.ts';
import type {
  ClientOptions,
  DeleteOptions,
  ListOptions,
  PutOptions,
  ReadOptions,
  StatusOptions,
  UpdateOptions,
  WatchOptions,
  WriteOptions,
} from './options.ts';
import { type Entry, get, status } from './read.ts';
import type { BatchOperation } from './types.ts';
import { startTimer, untilDone } from './until.ts';
import { update } from './update.ts';
import { type WatchedChange, watch } from './watch.ts';
import { batch, put, remove } from './write.ts';

/** A client of one cluster. Calls reject with `QuorateClientError`, or with the reason of the caller's signal. */
export interface Client extends AsyncDisposable {
  /** The highest version that this client wrote or read, which its reads ask for; 0 before the first. */
  readonly lastVersion: number;
  /** Base URL of the leader, where it is known. */
  readonly leader: string | undefined;
  /** The nodes that it knows of: those given, then those that others named. */
  readonly urls: readonly string[];
  put(key: string, value: unknown, options?: PutOptions): Promise<WriteReply>;
  /** @returns undefined when no value stands for the key */
  get<T = unknown>(key: string, options?: ReadOptions): Promise<Entry<T> | undefined>;
  /** @returns undefined when no value stands for the key */
  delete(key: string, options?: DeleteOptions): Promise<WriteReply | undefined>;
  /** Several writes, a key at most once: all are done or none. */
  batch(operations: readonly BatchOperation[], options?: WriteOptions): Promise<BatchReply>;
  /** Every entry, in the order of the keys' UTF-8 bytes, read page by page from any node. */
  list(options?: ListOptions): AsyncGenerator<Entry>;
  /** Changes as they come; the stream resumes by itself. */
  watch(options?: WatchOptions): AsyncGenerator<WatchedChange>;
  /** Writes what `change` makes of the value that stands (undefined: none), however many others do so too. */
  update<T>(
    key: string,
    change: (old: T | undefined) => T | Promise<T>,
    options?: UpdateOptions,
  ): Promise<WriteReply>;
  /** The leader's view of the cluster, or any node's while there is no leader. */
  status(options?: StatusOptions): Promise<StatusReply>;
  /** Ends every call and watch that goes on, with code `CLOSED`, and all connections. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** How often the client looks, at most, whether the cluster has changed. */
const REFRESH_MS = 60_000;

/** @throws InvalidRequestError when there is no URL, or one that is no base URL */
export function createClient(options: ClientOptions): Client {
  const now = () => performance.now();
  const random = Math.random;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const closing = new AbortController();
  const closed = closing.signal;
  const connection = createConnection(checkedToken(options.token));
  const nodes = new Nodes(checkedUrls(options.urls), now);
  const discovery = createDiscovery(nodes, connection, closed);
  const send = createCaller({ nodes, connection, discovery, closed, random, timeoutMs });
  let lastVersion = 0;
  let refreshAtMs = 0;

  const call: typeof send = (request, callOptions) => {
    lookAround();
    return send(request, callOptions);
  };

  /** Learns of other nodes, so that the client can do without those that it was given. */
  function lookAround(): void {
    if (now() < refreshAtMs || closed.aborted) return;
    refreshAtMs = now() + REFRESH_MS;
    void discovery.find();
  }

  function seen(version: number): void {
    if (version > lastVersion) lastVersion = version;
  }

  /** A time that the client was given is told to the nodes too; its default is not. */
  const timed = <O extends WriteOptions>(given: O): O => ({
    ...given,
    timeoutMs: given.timeoutMs ?? options.timeoutMs,
  });

  const client: Client = {
    get lastVersion() {
      return lastVersion;
    },
    get leader() {
      return nodes.leader;
    },
    get urls() {
      return nodes.urls;
    },
    put: async (key, value, given = {}) => {
      const reply = await put(call, key, value, timed(given));
      seen(reply.version);
      return reply;
    },
    get: async <T>(key: string, given: ReadOptions = {}) => {
      const entry = await get<T>(call, key, { ...given, minVersion: given.minVersion ?? lastVersion });
      if (entry !== undefined) seen(entry.version);
      return entry;
    },
    delete: async (key, given = {}) => {
      const reply = await remove(call, key, timed(given));
      if (reply !== undefined) seen(reply.version);
      return reply;
    },
    batch: async (operations, given = {}) => {
      const reply = await batch(call, operations, timed(given));
      seen(reply.lastVersion);
      return reply;
    },
    list: async function* (given = {}) {
      for await (const entry of list(call, given)) {
        seen(entry.version);
        yield entry;
      }
    },
    watch: (given = {}) => {
      lookAround();
      return watch({ nodes, connection, closed, random, now, seen }, given);
    },
    update: (key, change, given = {}) => update(client, key, change, given, random),
    status: async ({ url, ...given } = {}) => {
      if (url !== undefined) return status(alone(url), undefined, given);
      if (nodes.leader === undefined) {
        const timer = startTimer(given.timeoutMs ?? timeoutMs);
        const ends =
          given.signal === undefined ? timer.signal : AbortSignal.any([given.signal, timer.signal]);
        await untilDone(discovery.find(), ends).finally(timer.clear);
      }
      return status(call, nodes.leader, given);
    },
    close: async () => {
      closing.abort(errorOf({ code: 'CLOSED', message: 'The client was closed.' }));
      await connection.close();
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
  return client;

  /** A caller that knows one node only. */
  function alone(url: string): typeof send {
    const only = new Nodes(checkedUrls([url]), now);
    return createCaller({ nodes: only, connection, discovery, closed, random, timeoutMs });
  }
}

function checkedUrls(urls: readonly string[]): string[] {
  const bases = urls.map(url => {
    const base = baseUrl(url);
    if (base === undefined || URL.parse(url)?.pathname !== '/') {
      throw invalid(`${JSON.stringify(url)} is no base URL of a node, such as http://127.0.0.1:5000.`);
    }
    return base;
  });
  if (bases.length === 0) throw invalid('A client needs the URL of at least one node.');
  return [...new Set(bases)];
}

function checkedToken(token: string | undefined): string | undefined {
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw invalid('The token has characters that a header cannot carry, or none at all.');
  return token;
}
