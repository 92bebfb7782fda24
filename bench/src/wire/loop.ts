import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorder } from '../measure/recorder.ts';

/** What is still unanswered when the time is up may take this long, so that nothing arrives after the load. */
const GRACE_MS = 5000;

/** One connection of a load. */
export interface Writer {
  /** Sends one write; resolves to null once it is acked, else to the kind of the failure. */
  write(): Promise<string | null>;
  close(): void;
}

/**
 * A closed loop, as {@link driveHttp} is one: each writer sends its next write when the last is answered, until
 * `signal` aborts. A connection that breaks is recorded once and not replaced; when none is left, this rejects.
 */
export async function driveWriters(
  open: (connection: number) => Promise<Writer>,
  connections: number,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const writers = await Promise.all(Array.from({ length: connections }, (_, i) => open(i)));
  const late = new AbortController();
  const limit = new Promise<void>(resolve => {
    const wait = () => sleep(GRACE_MS, undefined, { signal: late.signal }).then(resolve, resolve);
    signal.addEventListener('abort', wait, { once: true });
    if (signal.aborted) void wait();
  });
  try {
    const all = Promise.all(writers.map(writer => loop(writer, recorder, signal)));
    const broken = await Promise.race([all, limit]);
    if (broken?.every(error => error !== null)) throw broken[0];
  } finally {
    late.abort();
    for (const writer of writers) writer.close();
  }
}

/** Resolves to what broke the connection, or to null at the end of the load. */
async function loop(writer: Writer, recorder: Recorder, signal: AbortSignal): Promise<Error | null> {
  while (!signal.aborted) {
    const start = performance.now();
    try {
      const failure = await writer.write();
      if (failure === null) recorder.success(performance.now() - start);
      else recorder.failure(failure);
    } catch (error) {
      if (signal.aborted) return null;
      const { code, message } = error as NodeJS.ErrnoException;
      recorder.failure(code ?? message);
      return error as Error;
    }
  }
  return null;
}
