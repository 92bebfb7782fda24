import type { Connection } from './connection/connection.ts';
import type { Failure } from './failure.ts';
import { EventParser, type ServerSentEvent } from './sse.ts';

/** What one chunk of a stream brought. */
export interface Step {
  readonly events: readonly ServerSentEvent[];
  /** Where to resume once these events are dealt with; '' while the stream has named no place. */
  readonly cursor: string;
}

/** A stream that could not be opened, or that ended. */
export class StreamLost extends Error {
  override readonly name = 'StreamLost';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('The stream is lost.');
    this.failure = failure;
  }
}

/** How long a node may take to begin a stream, in milliseconds. */
const OPEN_MS = 5_000;
/** Longer than the largest value that a node takes, unless it is told otherwise. */
const MAX_EVENT_CHARS = 16 << 20;

/**
 * The events of one connection.
 *
 * @param lastId where to resume; '' for the beginning
 * @throws StreamLost at its end, which is never meant
 */
export async function* streamEvents(
  connection: Connection,
  url: string,
  path: string,
  lastId: string,
  ends: AbortSignal,
): AsyncGenerator<Step> {
  const attempt = new AbortController();
  const timer = setTimeout(() => attempt.abort(new Error('no stream began in time')), OPEN_MS);
  try {
    const headers = { accept: 'text/event-stream', ...(lastId === '' ? {} : { 'last-event-id': lastId }) };
    const signal = AbortSignal.any([ends, attempt.signal]);
    const outcome = await connection.open(url, { method: 'GET', path, headers }, signal);
    clearTimeout(timer);
    if (!outcome.ok) throw new StreamLost(outcome.failure);
    const parser = new EventParser(MAX_EVENT_CHARS);
    const chunks = outcome.value[Symbol.asyncIterator]();
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw new StreamLost({ kind: 'broken', url, timedOut: false, error });
      });
      if (next.done) break;
      const events = parser.push(next.value);
      yield { events, cursor: parser.lastId };
    }
    throw new StreamLost({ kind: 'broken', url, timedOut: false, error: new Error('the stream ended') });
  } finally {
    clearTimeout(timer);
    attempt.abort();
  }
}
