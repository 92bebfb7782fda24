import type { LiveState } from '@quorate/protocol';
import { ApiError } from './api.ts';
import { backoffMs } from './backoff.ts';
import { readEvents } from './events.ts';

/** `unauthorized`: the node asks for a token, and the page with it. */
export type Connection = 'connecting' | 'live' | 'lost' | 'unauthorized';

export interface ConnectionOptions {
  readonly signal: AbortSignal;
  readonly onState: (state: LiveState) => void;
  readonly onConnection: (connection: Connection) => void;
}

/** The node speaks twice a second; after this long without a word it is gone, in milliseconds. */
const SILENCE_MS = 5_000;

/** Reads `/live` until the signal, and comes back to it each time it breaks. Ends where a token is needed. */
export async function stayConnected({ signal, onState, onConnection }: ConnectionOptions): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      for await (const event of readEvents('/live', { signal, silenceMs: SILENCE_MS })) {
        if (event.type !== 'state') continue;
        attempt = 0;
        onConnection('live');
        onState(JSON.parse(event.data) as LiveState);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status === 401) {
        onConnection('unauthorized');
        return;
      }
    }
    if (signal.aborted) return;
    onConnection('lost');
    await new Promise(resolve => setTimeout(resolve, backoffMs(attempt, Math.random())));
  }
}
