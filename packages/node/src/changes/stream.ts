import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
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
  /** A reader hears something at least so often, in milliseconds. */
  readonly heartbeatMs: number;
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
  { replica, prefix, requestId, slowReaderMs, heartbeatMs, signal }: StreamOptions,
): Promise<void> {
  let cursor = from;
  let told = false;
  let woken = true;
  let sentMs = performance.now();
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
      if (text === '' && (!woken || performance.now() - sentMs >= heartbeatMs)) text = heartbeat(cursor);
      if (text !== '') sentMs = performance.now();
      await send(response, text, slowReaderMs, signal);
      if (page.more) {
        // Others have their turn between two pages.
        await setImmediate();
        continue;
      }
      const { after } = cursor;
      woken = await replica.watchers.wait(() => signal.aborted || tellableThrough(replica) > after);
    }
  } catch (error) {
    if (signal.aborted) return;
    const refusal = toQuorateError(error);
    response.write(`event: error\ndata: ${JSON.stringify(errorReply(refusal, requestId))}\n\n`);
  } finally {
    response.end();
  }
}

/** An id alone moves the place where a reader resumes; without data no event is dispatched. */
function heartbeat(cursor: Cursor): string {
  return `: heartbeat\nid: ${formatCursor(cursor)}\n\n`;
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
