import { type Caller, mayHaveArrived, type Reply } from './caller.ts';
import { connectionKind, isRetriable, refusalKind } from './errors.ts';
import type { SoakLedger } from './ledger.ts';
import type { Mixture } from './mixture.ts';
import type { Outages } from './outages.ts';
import type { Windows } from './windows.ts';

/** What all workers of a load share. */
export interface Desk {
  readonly leaderUrl: string;
  readonly followerUrls: readonly string[];
  readonly mixture: Mixture;
  readonly ledger: SoakLedger;
  readonly outages: Outages;
  readonly windows: Windows;
  readonly signal: AbortSignal;
}

/** How one attempt ended that did not succeed. */
export interface Failed {
  readonly again: boolean;
  readonly maybeStored: boolean;
}

/** Pauses between attempts: doubled each time, from the first to the greatest. */
export const FIRST_PAUSE_MS = 20;
export const MOST_PAUSE_MS = 320;
/** A request that is not done after so many attempts, or so long, is given up, which fails the soak. */
export const GIVE_UP_MS = 20_000;
export const GAVE_UP = 'given up';

/** One attempt at one node: the reply if it is one of `wanted`, else what is to be done. Every failure is counted. */
export async function attempt(
  { outages, windows, signal }: Desk,
  { caller, url, request, patienceMs }: { caller: Caller; url: string; request: string; patienceMs: number },
  wanted: (reply: Reply) => boolean,
): Promise<Reply | Failed> {
  const sentMs = performance.now();
  try {
    const reply = await caller.call(request, patienceMs);
    if (wanted(reply)) return reply;
    windows.failure(refusalKind(reply), performance.now());
    return { again: isRetriable(reply), maybeStored: reply.body.error?.outcome === 'indeterminate' };
  } catch (error) {
    signal.throwIfAborted();
    windows.failure(connectionKind(error, outages.touched(url, sentMs)), performance.now());
    return { again: true, maybeStored: mayHaveArrived(error) };
  }
}

export function isFailed(outcome: Reply | Failed): outcome is Failed {
  return 'again' in outcome;
}
