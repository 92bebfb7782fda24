import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeProcess } from './node-process.ts';
import { freePorts } from './ports.ts';
import { isReady } from './ready.ts';

export interface ClusterOptions {
  /** How many followers; 5 if absent. */
  readonly followers?: number;
  /** 3 if absent, or all followers where there are fewer. */
  readonly writeQuorum?: number;
  /** The leader's port; the followers have the ones after it. Free ports if absent. */
  readonly basePort?: number;
  /** A folder for the data of all nodes. If absent, a temporary one that {@link Cluster.stop} removes. */
  readonly dataDir?: string;
  readonly durability?: 'sync' | 'async' | 'memory';
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** Repeats the simulated delays of an earlier run. */
  readonly delaySeed?: number;
  /** Further settings for every node. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further settings of one node, such as its certificate. */
  readonly environmentOf?: (id: string) => Readonly<Record<string, string>>;
  /** Called when a node ended that was not told to. */
  readonly onDeath?: (node: NodeProcess) => void;
  readonly onLog?: (id: string, line: string) => void;
}

export interface Cluster {
  readonly leader: NodeProcess;
  readonly followers: readonly NodeProcess[];
  /** The leader, then the followers. */
  readonly nodes: readonly NodeProcess[];
  /** Stops all nodes in good order, the leader first. */
  stop(): Promise<void>;
}

/** How long all nodes may take to be ready, in milliseconds. */
const START_LIMIT_MS = 30_000;
const POLL_MS = 25;

/**
 * Starts a leader and its followers, each a process of its own, and resolves when all are ready.
 *
 * @throws Error with the last lines of a node that did not start; nothing is left running then
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const followerCount = options.followers ?? 5;
  const ports =
    options.basePort === undefined
      ? await freePorts(followerCount + 1)
      : Array.from({ length: followerCount + 1 }, (_, i) => options.basePort! + i);
  const urls = ports.map((port, i) => {
    const { TLS_CERT_FILE } = { ...options.env, ...options.environmentOf?.(idOf(i)) };
    return `${TLS_CERT_FILE ? 'https' : 'http'}://127.0.0.1:${port}`;
  });
  const temporary = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'quorate-')) : undefined;
  const dataDir = options.dataDir ?? temporary!;

  let ready = false;
  const nodes: NodeProcess[] = urls.map((url, i) => {
    const id = idOf(i);
    const node: NodeProcess = new NodeProcess({
      onExit: ({ expected }) => {
        if (ready && !expected) options.onDeath?.(node);
      },
      id,
      role: i === 0 ? 'leader' : 'follower',
      url,
      environment: environmentOf(options, {
        id,
        port: ports[i]!,
        followers: urls.slice(1),
        dataDir: join(dataDir, id),
      }),
      onLog: options.onLog === undefined ? undefined : line => options.onLog?.(id, line),
    });
    return node;
  });

  async function stop(): Promise<void> {
    await nodes[0]!.stop();
    await Promise.all(nodes.slice(1).map(node => node.stop()));
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }

  try {
    await Promise.all(nodes.map(untilReady));
  } catch (error) {
    await stop();
    throw error;
  }
  ready = true;
  return { leader: nodes[0]!, followers: nodes.slice(1), nodes, stop };
}

const idOf = (place: number) => (place === 0 ? 'leader' : `follower-${place}`);

interface Place {
  readonly id: string;
  readonly port: number;
  readonly followers: readonly string[];
  readonly dataDir: string;
}

function environmentOf(options: ClusterOptions, place: Place): Record<string, string> {
  return {
    ROLE: place.id === 'leader' ? 'leader' : 'follower',
    NODE_ID: place.id,
    PORT: String(place.port),
    DATA_DIR: place.dataDir,
    DURABILITY: options.durability ?? 'sync',
    ...(place.id === 'leader'
      ? {
          FOLLOWERS: place.followers.join(','),
          WRITE_QUORUM: String(options.writeQuorum ?? Math.min(3, place.followers.length)),
          MIN_DELAY: String(options.minDelayMs ?? 0),
          MAX_DELAY: String(options.maxDelayMs ?? 0),
          ...(options.delaySeed === undefined ? {} : { DELAY_SEED: String(options.delaySeed) }),
        }
      : {}),
    ...options.env,
    ...options.environmentOf?.(place.id),
  };
}

/** Waits until the node itself, and not another server on its port, says that it is ready. */
export async function untilReady(node: NodeProcess): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (!node.running) throw new Error(`Node ${node.id} did not start:\n${node.lastLines.join('\n')}`);
    if ((await isReady(node.url)) && node.listening) return;
    if (Date.now() > until)
      throw new Error(
        `Node ${node.id} is not ready after ${START_LIMIT_MS / 1000} s:\n${node.lastLines.join('\n')}`,
      );
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}
