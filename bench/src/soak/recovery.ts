import { setTimeout as sleep } from 'node:timers/promises';
import type { StatusReply } from '@quorate/protocol';
import { request } from 'undici';

const POLL_MS = 100;
const ASK_LIMIT_MS = 5_000;
/** A load that is less behind than this is on schedule. */
const ON_SCHEDULE_MS = 50;
/** A cluster that needs longer than this to be whole again fails the soak. */
const RECOVERY_LIMIT_MS = 60_000;

/**
 * Waits until every follower takes live writes again and has all that was written before this call, and the load has
 * caught up with its pace. Resolves to false when {@link RECOVERY_LIMIT_MS} was not enough.
 */
export async function untilRecovered(
  leaderUrl: string,
  lagMs: () => number,
  signal: AbortSignal,
): Promise<boolean> {
  const endMs = performance.now() + RECOVERY_LIMIT_MS;
  let goal: number | undefined;
  while (performance.now() < endMs) {
    const status = await statusOf(leaderUrl, signal);
    const followers = status?.followers ?? [];
    if (status !== null && followers.length > 0) {
      goal ??= status.version;
      const through = goal;
      const level = followers.every(({ state, watermark }) => state === 'stream' && watermark >= through);
      if (level && lagMs() < ON_SCHEDULE_MS) return true;
    }
    await sleep(POLL_MS, undefined, { signal });
  }
  return false;
}

/** Null while the leader gives no answer. */
async function statusOf(leaderUrl: string, signal: AbortSignal): Promise<StatusReply | null> {
  try {
    const { statusCode, body } = await request(`${leaderUrl}/status`, {
      headersTimeout: ASK_LIMIT_MS,
      bodyTimeout: ASK_LIMIT_MS,
      signal,
    });
    const status = (await body.json()) as StatusReply;
    return statusCode === 200 ? status : null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
