import { setTimeout as pause } from 'node:timers/promises';
import { type ClusterView, viewCluster } from './cluster.ts';
import type { Context } from './context.ts';

/** How many replicas hold the same as the leader. */
export interface Agreement {
  readonly equal: number;
  readonly nodes: number;
  /** Those that do not, or do not answer. */
  readonly missing: readonly string[];
}

const LIMIT_MS = 30_000;
const POLL_MS = 250;

/** Waits until the leader and all followers that it names have the same digest, half a minute at most. */
export async function untilAgreed({ client, urls, timeoutMs, signal }: Context): Promise<Agreement> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const agreement = agreementOf(await viewCluster(client, urls, { timeoutMs, signal }));
    const done = agreement.nodes > 0 && agreement.equal === agreement.nodes;
    if (done || performance.now() > end) return agreement;
    await pause(POLL_MS, undefined, { signal });
  }
}

/** A digest covers values, versions and tombstones, so that equal ones mean equal replicas. */
export function agreementOf({ leader, nodes }: ClusterView): Agreement {
  const digest = leader?.status?.digest;
  const missing = nodes
    .filter(({ status }) => status === undefined || status.digest !== digest)
    .map(({ url }) => url);
  return { equal: nodes.length - missing.length, nodes: nodes.length, missing };
}
