import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultCluster } from '../cluster/fault-cluster.ts';
import { healthy } from '../network/link.ts';
import type { Target } from '../workload/client.ts';
import type { Fault } from './fault.ts';
import { secondLeader } from './second-leader.ts';

export interface Battlefield {
  readonly cluster: FaultCluster;
  /** Tells clients where to write. */
  readonly leaders: (targets: readonly Target[]) => void;
  /** How long the cluster may take to do what it must. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** Does it, holds it, and undoes it. */
export async function inject(fault: Fault, battlefield: Battlefield): Promise<void> {
  const { cluster, signal } = battlefield;
  const pause = (ms: number) => sleep(ms, undefined, { signal });
  switch (fault.kind) {
    case 'kill': {
      await Promise.all(fault.members.map(id => cluster.member(id).kill()));
      await pause(fault.downMs);
      for (const id of fault.restartOrder) {
        cluster.member(id).start();
        await pause(fault.gapMs);
      }
      return;
    }
    case 'restart': {
      const member = cluster.member(fault.member);
      await member.stop();
      await pause(fault.downMs);
      member.start();
      return;
    }
    case 'freeze': {
      const members = fault.members.map(id => cluster.member(id));
      for (const member of members) member.freeze();
      await pause(fault.holdMs);
      for (const member of members) member.thaw();
      return;
    }
    case 'cut': {
      const links = fault.followers.map(id => cluster.link(id));
      const cutToFollower = fault.direction !== 'from-follower';
      const cutFromFollower = fault.direction !== 'to-follower';
      for (const link of links) link.set({ cutToFollower, cutFromFollower, delayMs: 0 });
      await pause(fault.holdMs);
      for (const link of links) {
        if (fault.end === 'reset') link.reset();
        link.set(healthy);
      }
      return;
    }
    case 'delay': {
      const links = fault.followers.map(id => cluster.link(id));
      for (const link of links) link.set({ ...healthy, delayMs: fault.delayMs });
      await pause(fault.holdMs);
      for (const link of links) link.set(healthy);
      return;
    }
    case 'on-purpose':
      await askForFault(cluster, fault);
      await pause(fault.holdMs);
      return;
    case 'wipe': {
      const member = cluster.member(fault.member);
      await member.kill();
      await member.wipe();
      await pause(fault.downMs);
      member.start();
      return;
    }
    case 'second-leader':
      await secondLeader(fault, battlefield);
  }
}

/** The fault ends by itself. */
async function askForFault(
  cluster: FaultCluster,
  { what: kind, follower, maxMs, rate, seed, holdMs: durationMs }: Fault & { readonly kind: 'on-purpose' },
): Promise<void> {
  const answer = await fetch(`${cluster.leader.url}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      follower: cluster.link(follower).url,
      kind,
      durationMs,
      seed,
      ...(kind === 'delay' ? { maxMs } : {}),
      ...(kind === 'drop' ? { rate } : {}),
    }),
  });
  if (!answer.ok) throw new Error(`The leader refused a fault on purpose: ${await answer.text()}`);
}
