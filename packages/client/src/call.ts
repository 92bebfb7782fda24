import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from './backoff.ts';
import type { Connection, HttpRequest } from './connection/connection.ts';
import type { Discovery } from './connection/discovery.ts';
import type { Nodes } from './connection/nodes.ts';
import { errorOf, type QuorateClientError } from './errors.ts';
import { errorOfFailure, type Failure, mayBeStored } from './failure.ts';
import type { CallOptions } from './options.ts';
import { decideRetry, type RequestKind } from './retry.ts';

/** One request, and what may be done with it. */
export interface Call extends HttpRequest {
  readonly kind: RequestKind;
  /** Whether only the leader answers it. */
  readonly where: 'any' | 'leader';
  /** The node that is asked first. */
  readonly prefer?: string | undefined;
  /** How long one node may take before the request goes elsewhere, in ms; as long as the call if absent. */
  readonly attemptMs?: number | undefined;
}

export interface Answer {
  readonly url: string;
  readonly body: unknown;
}

export type Caller = (call: Call, options: CallOptions) => Promise<Answer>;

export interface CallerOptions {
  readonly nodes: Nodes;
  readonly connection: Connection;
  readonly discovery: Discovery;
  readonly timeoutMs: number;
  readonly closed: AbortSignal;
  readonly random: () => number;
}

/** Sends a request to one node after another, until one answers or time is up. */
export function createCaller(options: CallerOptions): Caller {
  const { nodes, connection, discovery, closed, random } = options;

  return async (call, { signal: callers, timeoutMs = options.timeoutMs }) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const ends = callers === undefined ? [deadline, closed] : [callers, deadline, closed];
    const signal = AbortSignal.any(ends);
    const tried = new Set<string>();
    let url = first(call);
    let last: Failure | undefined;
    /** An attempt after which the write may be stored, whatever later ones say. */
    let stored: Failure | undefined;

    for (let pauses = 0; ; ) {
      if (signal.aborted) throw ended(call.kind);
      const attempt =
        call.attemptMs === undefined
          ? signal
          : AbortSignal.any([signal, AbortSignal.timeout(call.attemptMs)]);
      const outcome = await connection.send(url, call, attempt);
      if (outcome.ok) {
        nodes.answered(url);
        if (call.where === 'leader') nodes.leads(url);
        return { url, body: outcome.value };
      }
      const { failure } = outcome;
      if (mayBeStored(failure)) stored = failure;
      if (signal.aborted) throw ended(call.kind);
      last = failure;
      const retry = decideRetry(call.kind, failure);
      if (retry === 'no') throw refused(call.kind, failure);
      tried.add(url);
      note(failure);

      let next = retry === 'again' ? undefined : another(call, tried, failure);
      if (next === undefined && retry === 'elsewhere' && call.where === 'leader') {
        await untilDone(discovery.find(), signal);
        next = another(call, tried, failure);
      }
      if (next === undefined) {
        await pause(backoffMs(pauses++, random), undefined, { signal }).catch(() => undefined);
        tried.clear();
        next = retry === 'again' ? url : (another(call, tried, failure) ?? first(call));
      }
      url = next;
    }

    function refused(kind: RequestKind, failure: Failure): QuorateClientError {
      const definite = 'status' in failure && failure.status >= 400 && failure.status < 500;
      return kind !== 'read' && stored !== undefined && !definite
        ? indeterminate(stored, `The write may be stored: `)
        : errorOfFailure(failure);
    }

    /** The error when the time is up, the client closed or the caller lost interest. */
    function ended(kind: RequestKind): unknown {
      if (callers?.aborted) return callers.reason;
      const end = closed.aborted ? 'The client was closed' : `No success within ${timeoutMs} ms`;
      if (kind !== 'read' && stored !== undefined) {
        return indeterminate(stored, `${end}, and the write may be stored: `);
      }
      if (closed.aborted) return closed.reason;
      if (last === undefined) {
        return errorOf({ code: 'TIMEOUT', message: `${end}: ${url} did not answer.` });
      }
      const cause = errorOfFailure(last);
      return errorOf({ ...faultOf(cause), message: `${end}: ${cause.message}`, cause });
    }
  };

  function first({ where, prefer }: Call): string {
    const wish = where === 'leader' ? nodes.leader : prefer;
    return wish ?? nodes.reader(new Set())!;
  }

  /** A node that was not tried since the last pause. */
  function another(call: Call, tried: ReadonlySet<string>, failure: Failure): string | undefined {
    const { leader } = nodes;
    if (call.where === 'leader') return leader !== undefined && !tried.has(leader) ? leader : undefined;
    // The leader has every version that there is, so it keeps no reader waiting for one.
    const late = failure.kind === 'refused' && failure.code === 'READ_TIMEOUT';
    return late && leader !== undefined && !tried.has(leader) ? leader : nodes.reader(tried);
  }

  function note(failure: Failure): void {
    const { url } = failure;
    if (failure.kind !== 'refused') nodes.failed(url);
    else if (failure.status === 421) nodes.refusedBy(url, failure.details['leader']);
    else if (failure.code === 'NOT_READY' || failure.code === 'LEADERSHIP_LOST') nodes.failed(url);
    else nodes.answered(url);
  }
}

function indeterminate(failure: Failure, before: string): QuorateClientError {
  const cause = errorOfFailure(failure);
  const details = { ...cause.details, outcome: 'indeterminate' };
  return errorOf({ ...faultOf(cause), message: before + cause.message, details, cause });
}

function faultOf({ code, status, requestId, details }: QuorateClientError) {
  return { code, status, requestId, details };
}

/** Waits for a promise that goes on for others, no longer than until `signal` aborts. */
async function untilDone(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  await Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}
