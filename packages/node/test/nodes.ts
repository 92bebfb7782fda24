import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Test } from 'tap';
import { createNode, loadConfig, type Node } from '../src/index.ts';

/** What clients are told to call the leader of these tests; nobody connects to it. */
export const LEADER_URL = 'http://leader.test:5000';

/** A node that runs inside the test, with its real address. */
export interface Running {
  readonly node: Node;
  readonly url: string;
  readonly port: number;
}

export interface Replicas {
  readonly leader: Running;
  readonly followers: readonly Running[];
  /** The leader, then the followers. */
  readonly all: readonly Running[];
}

/** Starts a node with the given settings, on a port that the system chooses. The test stops it. */
export async function startNode(t: Test, environment: Record<string, string>): Promise<Running> {
  const config = loadConfig({ DURABILITY: 'memory', HEARTBEAT_MS: '50', ...environment });
  const node = createNode({ ...config, PORT: 0 }, pino({ level: 'silent' }));
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= node.stop();
    return stopped;
  };
  t.teardown(stop);
  await node.start();
  const { port } = node.app.server.address() as AddressInfo;
  return { node: { ...node, stop }, url: `http://127.0.0.1:${port}`, port };
}

/** Starts followers, then a leader for them, and waits until the leader takes writes. */
export async function startReplicas(
  t: Test,
  count = 3,
  environment: Record<string, string> = {},
): Promise<Replicas> {
  const followers: Running[] = [];
  for (let i = 1; i <= count; i++) {
    followers.push(
      await startNode(t, {
        ...environment,
        ROLE: 'follower',
        NODE_ID: `follower-${i}`,
        ADVERTISE_URL: `http://follower-${i}.test:5000`,
      }),
    );
  }
  const leader = await startNode(t, {
    WRITE_QUORUM: String(Math.min(count, 2)),
    ...environment,
    ROLE: 'leader',
    NODE_ID: 'leader',
    ADVERTISE_URL: LEADER_URL,
    FOLLOWERS: followers.map(({ url }) => url).join(','),
  });
  const all = [leader, ...followers];
  await until('all followers stream', async () => {
    const { followers: progress } = await json(leader, '/status');
    return (
      progress.length === count && progress.every(({ state }: { state: string }) => state === 'stream')
    );
  });
  return { leader, followers, all };
}

/** Waits for a condition, and says which one when it does not come. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 20_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain until ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

export async function json({ node }: Running, url: string) {
  return (await node.app.inject(url)).json();
}

export function write({ node }: Running, body: object | string) {
  return node.app.inject({
    method: 'POST',
    url: '/write',
    headers: { 'content-type': 'application/json' },
    payload: body,
  });
}
