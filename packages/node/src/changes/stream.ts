import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { errorReply, toQuorateError } from '@quorate/protocol';
import type { Replica } from '../replica.ts';
import { type Cursor, formatCursor } from './cursor.ts';
import { readChanges, tellableThrough } from './page.ts';

export interface StreamOptions {
  readonly replica: Replica;
  readonly prefix: string;
  readonly requestId: string;
  /** A reader that does not take what was sent within this time is cut, in milliseconds. */
  readonly slowReaderMs: number;
  readonly signal: AbortSignal;
}

const PAGE_LIMIT = 500;

/**
 * Sends changes as server-sent events until the reader goes. There is no queue: what is sent is read from the
 * store when the reader has taken what came before, so that a slow reader costs one page.
 */
export async function streamChanges(
  response: ServerResponse,
  from: Cursor,
  { replica, prefix, requestId, slowReaderMs, signal }: StreamOptions,
): Promise<void> {
  let cursor = from;
  let told = false;
  try {
    while (!signal.aborted) {
      const page = readChanges(replica, cursor, { prefix, limit: PAGE_LIMIT });
      cursor = page.cursor;
      let text = '';
      for (const { change, cursor: at } of page.changes)
        text += `id: ${formatCursor(at)}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
      if (!page.more && !told) {
        told = true;
        text += `id: ${formatCursor(cursor)}\nevent: level\ndata: {"version":${cursor.after}}\n\n`;
      }
      await send(response, text, slowReaderMs, signal);
      if (page.more) continue;
      const { after } = cursor;
      const woken = await replica.watchers.wait(() => signal.aborted || tellableThrough(replica) > after);
      // An id alone moves the place where a reader resumes; without data no event is dispatched.
      if (!woken) await send(response, `: heartbeat\nid: ${formatCursor(cursor)}\n\n`, slowReaderMs, signal);
    }
  } catch (error) {
    if (signal.aborted) return;
    const refusal = toQuorateError(error);
    response.write(`event: error\ndata: ${JSON.stringify(errorReply(refusal, requestId))}\n\n`);
  } finally {
    response.end();
  }
}

/** Resolves once the reader can take more; cuts one that cannot in time. */
async function send(
  response: ServerResponse,
  text: string,
  slowReaderMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (text === '' || response.write(text)) return;
  const patience = setTimeout(() => response.destroy(), slowReaderMs);
  try {
    await once(response, 'drain', { signal });
  } finally {
    clearTimeout(patience);
  }
}
