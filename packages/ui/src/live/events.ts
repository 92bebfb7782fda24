import { EventParser, type ServerSentEvent } from '@quorate/client/sse';
import { ask } from './api.ts';

/** The longest event that is taken, in UTF-16 units: a change with the largest value fits. */
const MAX_EVENT_CHARS = 4 << 20;

export interface EventsOptions {
  readonly signal: AbortSignal;
  /** A stream that says nothing for this long is given up, in milliseconds. */
  readonly silenceMs?: number;
}

/**
 * Reads a stream of server-sent events with `fetch`, which can send a token in a header; `EventSource` cannot.
 *
 * @throws ApiError where the node refuses; other errors where the stream breaks
 */
export async function* readEvents(
  path: string,
  { signal, silenceMs = 60_000 }: EventsOptions,
): AsyncGenerator<ServerSentEvent> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const response = await ask(path, {
      accept: 'text/event-stream',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    const reader = response.body!.getReader();
    const parser = new EventParser(MAX_EVENT_CHARS);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      yield* parser.push(value);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}
