import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from './backoff.ts';
import type { Connection } from './connection/connection.ts';
import type { Nodes } from './connection/nodes.ts';
import { errorOf } from './errors.ts';
import { errorOfFailure, type Failure, refusalOf, retold } from './failure.ts';
import type { WatchOptions } from './options.ts';
import { pathOf } from './path.ts';
import { decideRetry } from './retry.ts';
import type { ServerSentEvent } from './sse.ts';
import { StreamLost, streamEvents } from './stream.ts';
import type { Change } from './types.ts';

/** A change, and where a watch goes on after it: `since` of another watch takes it. */
export type WatchedChange = Change & { readonly cursor: string };

export interface WatchSources {
  readonly nodes: Nodes;
  readonly connection: Connection;
  readonly closed: AbortSignal;
  readonly random: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Told of each version that was read. */
  readonly seen: (version: number) => void;
}

const RECONNECT_MS = 60_000;

/**
 * Changes as they come, in the order of their versions, until the caller leaves the loop or aborts the signal.
 * When a connection breaks the stream goes on from the last cursor, on another node if need be.
 *
 * @throws CompactedError when the changes since the cursor are no longer all known
 */
export async function* watch(sources: WatchSources, options: WatchOptions): AsyncGenerator<WatchedChange> {
  const { nodes, connection, closed, random, now, seen } = sources;
  const { since, prefix, signal: callers, timeoutMs = RECONNECT_MS, onLevel } = options;
  const path = pathOf('/changes', { since, prefix });
  const ends = callers === undefined ? closed : AbortSignal.any([callers, closed]);
  const tried = new Set<string>();
  let cursor = '';
  let aliveMs = now();
  let pauses = 0;

  for (;;) {
    ends.throwIfAborted();
    const url = nodes.reader(tried)!;
    tried.add(url);
    let failure: Failure;
    try {
      for await (const step of streamEvents(connection, url, path, cursor, ends)) {
        nodes.answered(url);
        for (const event of step.events) {
          if (event.type === 'change') {
            const change = changeOf(url, event);
            seen(change.version);
            yield change;
          } else if (event.type === 'level') onLevel?.(levelOf(url, event));
          else if (event.type === 'error') throw new StreamLost(refusalIn(url, event));
        }
        cursor = step.cursor || cursor;
        aliveMs = now();
        pauses = 0;
        tried.clear();
        tried.add(url);
      }
      return;
    } catch (error) {
      ends.throwIfAborted();
      if (!(error instanceof StreamLost)) throw error;
      failure = error.failure;
    }
    if (decideRetry('read', failure) === 'no') throw errorOfFailure(failure);
    if (failure.kind !== 'refused') nodes.failed(url);
    if (now() - aliveMs > timeoutMs) {
      throw retold(failure, `No node has streamed changes for ${timeoutMs} ms`);
    }
    // A stream that ends again and again is not to be asked for in a tight loop, so there always is a pause.
    await pause(backoffMs(pauses, random), undefined, { signal: ends }).catch(() => undefined);
    if (nodes.reader(tried) === undefined) {
      tried.clear();
      pauses++;
    }
  }
}

function changeOf(url: string, { data, id }: ServerSentEvent): WatchedChange {
  const change = parse(url, data) as Change;
  if (typeof change?.key !== 'string' || typeof change.version !== 'number') throw badEvent(url);
  return { ...change, cursor: id };
}

function levelOf(url: string, { data }: ServerSentEvent): number {
  const { version } = (parse(url, data) ?? {}) as { version?: unknown };
  if (typeof version !== 'number') throw badEvent(url);
  return version;
}

/** An error in a stream has no status of its own; only compaction is definite. */
function refusalIn(url: string, { data }: ServerSentEvent): Failure {
  const body = parse(url, data) as { error?: { code?: unknown } } | null;
  return refusalOf(url, body?.error?.code === 'CHANGES_COMPACTED' ? 410 : 503, body);
}

function parse(url: string, data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw badEvent(url);
  }
}

function badEvent(url: string): Error {
  return errorOf({
    code: 'BAD_ANSWER',
    message: `${url} sent an event that is not Quorate's; check the URL.`,
  });
}
