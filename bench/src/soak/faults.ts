import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '@quorate/cluster';
import { inject, targetOf } from './nemesis.ts';
import type { Outages } from './outages.ts';
import type { PlannedFault, SoakFaultKind } from './plan.ts';
import { untilRecovered } from './recovery.ts';

/** A fault as it was; times are from the start of the hold. */
export interface SoakFault {
  readonly kind: SoakFaultKind;
  readonly node: string;
  readonly fromMs: number;
  /** When its cause was gone. */
  readonly endedMs: number;
  /** When the cluster was whole again and the load on schedule; null: not within the limit. */
  readonly recoveredMs: number | null;
}

interface Scene {
  readonly cluster: Cluster;
  readonly outages: Outages;
  readonly startMs: number;
  readonly holdMs: number;
  lagMs(): number;
  readonly signal: AbortSignal;
}

/**
 * Does what is planned, one after the other: a fault waits until the one before is over and mended, so that never
 * more than one follower is away. None follows one that was never mended, and none begins after the hold.
 */
export async function doFaults(
  plan: readonly PlannedFault[],
  { cluster, outages, startMs, holdMs, lagMs, signal }: Scene,
  onFault: (text: string) => void,
): Promise<SoakFault[]> {
  const faults: SoakFault[] = [];
  const sinceMs = () => Math.round(performance.now() - startMs);
  for (const fault of plan) {
    await sleep(Math.max(0, fault.atMs - sinceMs()), undefined, { signal });
    const fromMs = sinceMs();
    if (fromMs >= holdMs) break;
    const node = targetOf(fault, cluster).id;
    onFault(`${fault.kind} ${node}`);
    await inject(fault, cluster, outages, signal);
    const endedMs = sinceMs();
    const recovered = await untilRecovered(cluster.leader.url, lagMs, signal);
    const recoveredMs = recovered ? sinceMs() : null;
    faults.push({ kind: fault.kind, node, fromMs, endedMs, recoveredMs });
    // With one follower still away, another fault could put the quorum out of reach.
    if (!recovered) {
      onFault('not mended; no further fault');
      break;
    }
    onFault('no fault');
  }
  return faults;
}
