import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, type NodeProcess, untilReady } from '@quorate/cluster';
import type { FaultRequest } from '@quorate/protocol';
import { request } from 'undici';
import type { Outages } from './outages.ts';
import type { PlannedFault } from './plan.ts';

/** A tail of a slow network, far above what loopback takes. */
const DELAY_MS = [20, 200] as const;
const DROP_RATE = 0.2;

/** Resolves when the fault is over; what the cluster makes of it then is for others to see. */
export async function inject(
  fault: PlannedFault,
  cluster: Cluster,
  outages: Outages,
  signal: AbortSignal,
): Promise<void> {
  const node = targetOf(fault, cluster);
  const hold = () => sleep(fault.durationMs, undefined, { signal });
  switch (fault.kind) {
    case 'kill':
    case 'restart':
      outages.begin(node.url);
      if (fault.kind === 'restart') await node.stop();
      else node.kill();
      await node.exited;
      await hold();
      node.restart();
      await untilReady(node);
      return outages.end(node.url, performance.now());
    case 'stop':
      outages.begin(node.url);
      node.kill('SIGSTOP');
      try {
        await hold();
      } finally {
        // Whatever happens: a stopped process cannot be told to end in good order.
        node.kill('SIGCONT');
      }
      return outages.end(node.url, performance.now());
    default:
      await order(cluster.leader.url, faultRequest(fault, node.url), signal);
      await hold();
  }
}

export function targetOf({ follower }: PlannedFault, { leader, followers }: Cluster): NodeProcess {
  return follower === null ? leader : followers[follower]!;
}

function faultRequest({ kind, durationMs, seed }: PlannedFault, follower: string): FaultRequest {
  const common = { follower, durationMs, seed };
  switch (kind) {
    case 'delay':
      return { ...common, kind, minMs: DELAY_MS[0], maxMs: DELAY_MS[1] };
    case 'drop':
      return { ...common, kind, rate: DROP_RATE };
    case 'cut':
    case 'freeze':
      return { ...common, kind };
    default:
      throw new Error(`The leader cannot be asked for a fault "${kind}".`);
  }
}

async function order(leaderUrl: string, fault: FaultRequest, signal: AbortSignal): Promise<void> {
  const { statusCode, body } = await request(`${leaderUrl}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
    signal,
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`POST /faults answered ${statusCode}: ${text}`);
}
