import { startCluster } from '@quorate/cluster';
import { type Child, startBaseline } from '../baselines/child.ts';
import { driveHttp } from '../measure/load.ts';
import { checkReplicas, waitUntilLevel } from '../measure/replicas.ts';
import type { Cell, RunningTarget, Target } from '../measure/rounds.ts';
import { writeBodies } from './bodies.ts';

export type Durability = 'sync' | 'async' | 'memory';

/** How long the followers may take to become level once the load has ended. */
const LEVEL_LIMIT_MS = 60_000;

export const CEILING = 'bare Fastify';
export const NAIVE = 'naive replication';

export function quorateName(durability: Durability): string {
  return `Quorate ${durability}`;
}

export interface Work {
  /** Of the target, beside the durability. */
  readonly name: string;
  /** What is sent to the leader at this URL. */
  readonly drive: (leaderUrl: string) => RunningTarget['drive'];
}

const SINGLE_WRITES: Work = { name: '', drive: driveWrites };

export function quorateTarget(
  durability: Durability,
  followers: number,
  cells: readonly Cell[],
  work = SINGLE_WRITES,
): Target {
  return {
    name: quorateName(durability) + work.name,
    cells,
    async start() {
      const cluster = await startCluster({ followers, durability });
      const urls = cluster.nodes.map(node => node.url);
      return {
        pids: cluster.nodes.map(node => node.pid),
        drive: work.drive(cluster.leader.url),
        async settle(signal) {
          const levelMs = await waitUntilLevel(cluster.leader.url, LEVEL_LIMIT_MS, signal);
          const { identical, entries } = await checkReplicas(urls, new Map(), signal);
          return { levelMs, identical: identical && entries > 0 };
        },
        stop: () => cluster.stop(),
      };
    },
  };
}

/** One process that keeps writes in a Map: what Node's HTTP leaves room for. */
export function ceilingTarget(cells: readonly Cell[]): Target {
  return {
    name: CEILING,
    cells,
    async start() {
      const child = await startBaseline('ceiling');
      return {
        pids: [child.pid],
        drive: driveWrites(child.url),
        settle: async () => ({ levelMs: 0, identical: null }),
        stop: () => child.stop(),
      };
    },
  };
}

/** A leader that sends each write to each follower in a request of its own. */
export function naiveTarget(followers: number, cells: readonly Cell[]): Target {
  return {
    name: NAIVE,
    cells,
    async start() {
      const children: Child[] = [];
      const stop = async () => void (await Promise.all(children.map(child => child.stop())));
      try {
        while (children.length < followers) children.push(await startBaseline('naive-follower'));
        const leader = await startBaseline(
          'naive-leader',
          children.map(child => child.url),
        );
        children.push(leader);
        return {
          pids: children.map(child => child.pid),
          drive: driveWrites(leader.url),
          settle: async signal => ({
            levelMs: await waitUntilLevel(leader.url, LEVEL_LIMIT_MS, signal),
            identical: null,
          }),
          stop,
        };
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}

function driveWrites(url: string): RunningTarget['drive'] {
  return ({ connections, quorum }, recorder, signal) =>
    driveHttp({ url: `${url}/write`, bodies: writeBodies(quorum), connections }, recorder, signal);
}
