import { type Cluster, startCluster } from '@quorate/cluster';
import { type Memory, meanMemory, readMemory } from '../measure/memory.ts';
import { checkReplicas, waitUntilLevel } from '../measure/replicas.ts';
import type { Cell, Target } from '../measure/rounds.ts';
import { type GrowthOptions, type Point, pointName, quorumOf } from './points.ts';
import { driveScattered, preload } from './writes.ts';

const LEVEL_LIMIT_MS = 60_000;

/** Beside the figures of one window: what the nodes hold in memory right after it. */
export interface WindowMemory {
  readonly point: string;
  readonly leader: Memory | null;
  /** The mean of all followers. */
  readonly follower: Memory | null;
}

interface Watch {
  readonly signal: AbortSignal;
  onPreload(text: string): void;
  onMemory(memory: WindowMemory): void;
}

/** A fresh cluster that is filled first and then measured in several windows; its replicas are compared at the end. */
export function growthTarget(point: Point, options: GrowthOptions, watch: Watch): Target {
  const name = pointName(point);
  const cell = growthCell(point, options);
  return {
    name,
    cells: Array.from({ length: options.windows }, () => cell),
    async start() {
      watch.onPreload(`filling: ${name}`);
      const cluster = await startFilled(point, watch.signal);
      const port = Number(new URL(cluster.leader.url).port);
      let windows = 0;
      return {
        pids: cluster.nodes.map(node => node.pid),
        drive: ({ connections }, recorder, signal) =>
          driveScattered(port, point, connections, recorder, signal),
        async settle(signal) {
          const leader = readMemory(cluster.leader.pid);
          const follower = meanMemory(cluster.followers.map(node => readMemory(node.pid)));
          watch.onMemory({ point: name, leader, follower });
          const levelMs = await waitUntilLevel(cluster.leader.url, LEVEL_LIMIT_MS, signal);
          if (++windows < options.windows) return { levelMs, identical: null };
          const urls = cluster.nodes.map(node => node.url);
          const { identical, entries } = await checkReplicas(urls, new Map(), signal);
          return { levelMs, identical: identical && entries === point.keys };
        },
        stop: () => cluster.stop(),
      };
    },
  };
}

export function growthCell({ followers }: Point, { connections }: GrowthOptions): Cell {
  return { connections, quorum: quorumOf(followers) };
}

async function startFilled(point: Point, signal: AbortSignal): Promise<Cluster> {
  const { followers, durability } = point;
  const cluster = await startCluster({ followers, durability, writeQuorum: quorumOf(followers) });
  try {
    await preload(Number(new URL(cluster.leader.url).port), point, signal);
    await waitUntilLevel(cluster.leader.url, LEVEL_LIMIT_MS, signal);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
