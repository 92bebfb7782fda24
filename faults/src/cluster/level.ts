import { setTimeout as sleep } from 'node:timers/promises';
import type { StatusReply } from '@quorate/protocol';
import type { FaultCluster } from './fault-cluster.ts';

const POLL_MS = 50;
const ASK_LIMIT_MS = 2_000;

/**
 * Waits until every follower has all that was written before this call; where `everything`, all that there is.
 * Resolves to `undefined`, or after `limitMs` to how things stand instead.
 */
export async function untilLevel(
  cluster: FaultCluster,
  limitMs: number,
  signal: AbortSignal,
  everything = false,
): Promise<string | undefined> {
  const end = performance.now() + limitMs;
  let goal: number | undefined;
  for (;;) {
    const status = await statusOf(cluster.leader.url);
    if (typeof status === 'object') {
      const { version, followers = [] } = status;
      // A leader that has not taken over yet has no followers to speak of, and its version may be an old one.
      if (followers.length > 0) {
        goal = everything ? version : (goal ?? version);
        const through = goal;
        if (followers.every(({ state, watermark }) => state === 'stream' && watermark >= through)) return;
      }
    }
    if (performance.now() > end) return typeof status === 'string' ? status : JSON.stringify(status);
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function statusOf(url: string): Promise<StatusReply | string> {
  try {
    const answer = await fetch(`${url}/status`, { signal: AbortSignal.timeout(ASK_LIMIT_MS) });
    return answer.status === 200 ? ((await answer.json()) as StatusReply) : `status ${answer.status}`;
  } catch (error) {
    return `no status: ${(error as Error).message}`;
  }
}
