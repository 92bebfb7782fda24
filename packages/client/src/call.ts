import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from './backoff.ts';
import type { Connection, HttpRequest, Outcome } from './connection/connection.ts';
import type { Discovery } from './connection/discovery.ts';
import type { Nodes } from './connection/nodes.ts';
import { errorOf } from './errors.ts';
import { errorOfFailure, type Failure, indeterminate, isDefinite, mayBeStored, retold } from './failure.ts';
import type { CallOptions } from './options.ts';
import { decideRetry, type RequestKind } from './retry.ts';
import { startTimer, untilDone } from './until.ts';

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

  async function untilAnswered(call: Call, history: History, signal: AbortSignal): Promise<Answer> {
    const tried = new Set<string>();
    let url = first(call);
    for (let pauses = 0; ; ) {
      if (signal.aborted) throw history.ended(url);
      const outcome = await attempt(url, call, signal);
      if (outcome.ok) {
        nodes.answered(url);
        if (call.where === 'leader') nodes.leads(url);
        return { url, body: outcome.value };
      }
      const { failure } = outcome;
      if (mayBeStored(failure)) history.stored = failure;
      if (signal.aborted) throw history.ended(url);
      history.last = failure;
      const retry = decideRetry(call.kind, failure);
      if (retry === 'no') throw history.refused(failure);
      note(failure);
      tried.add(url);

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
  }

  async function attempt(url: string, call: Call, signal: AbortSignal): Promise<Outcome<unknown>> {
    if (call.attemptMs === undefined) return connection.send(url, call, signal);
    const timer = startTimer(call.attemptMs);
    try {
      return await connection.send(url, call, AbortSignal.any([signal, timer.signal]));
    } finally {
      timer.clear();
    }
  }

  function first({ where, prefer }: Call): string {
    return (where === 'leader' ? nodes.leader : prefer) ?? nodes.reader(new Set())!;
  }

  /** A node that was not tried since the last pause. */
  function another(call: Call, tried: ReadonlySet<string>, failure: Failure): string | undefined {
    const leader = nodes.leader !== undefined && !tried.has(nodes.leader) ? nodes.leader : undefined;
    if (call.where === 'leader') return leader;
    // The leader has every version that there is, so it keeps no reader waiting for one.
    const late = failure.kind === 'refused' && failure.code === 'READ_TIMEOUT';
    return (late ? leader : undefined) ?? nodes.reader(tried);
  }

  function note(failure: Failure): void {
    const { url } = failure;
    if (failure.kind !== 'refused') nodes.failed(url);
    else if (failure.status === 421) nodes.refusedBy(url, failure.details['leader']);
    else if (failure.code === 'NOT_READY' || failure.code === 'LEADERSHIP_LOST') nodes.failed(url);
    else nodes.answered(url);
  }

  return async (call, { signal: callers, timeoutMs = options.timeoutMs }) => {
    const timer = startTimer(timeoutMs);
    const ends = [timer.signal, closed];
    if (callers !== undefined) ends.push(callers);
    try {
      const history = createHistory(call.kind, timeoutMs, closed, callers);
      return await untilAnswered(call, history, AbortSignal.any(ends));
    } finally {
      timer.clear();
    }
  };
}

/** What a call has met, and the error that it ends with. */
interface History {
  last: Failure | undefined;
  /** An attempt after which a write may be stored, whatever later ones say. */
  stored: Failure | undefined;
  /** The error for a refusal after which there is no further attempt. */
  refused(failure: Failure): unknown;
  /** The error when the time is up, the client was closed or the caller lost interest. */
  ended(url: string): unknown;
}

function createHistory(
  kind: RequestKind,
  timeoutMs: number,
  closed: AbortSignal,
  callers: AbortSignal | undefined,
): History {
  return {
    last: undefined,
    stored: undefined,
    refused(failure) {
      const { stored } = this;
      if (kind === 'read' || stored === undefined || isDefinite(failure)) return errorOfFailure(failure);
      return indeterminate(stored, 'The write may be stored');
    },
    ended(url) {
      if (callers?.aborted) return callers.reason;
      const end = closed.aborted ? 'The client was closed' : `No success within ${timeoutMs} ms`;
      if (kind !== 'read' && this.stored !== undefined) {
        return indeterminate(this.stored, `${end}, and the write may be stored`);
      }
      if (closed.aborted) return closed.reason;
      if (this.last !== undefined) return retold(this.last, end);
      return errorOf({ code: 'TIMEOUT', message: `${end}: ${url} did not answer.` });
    },
  };
}
