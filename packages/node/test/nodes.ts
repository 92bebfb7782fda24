import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Test } from 'tap';
import { createNode, loadConfig, type Node } from '../src/index.ts';

/** What clients are told to call the leader of these tests; nobody connects to it. */
export const LEADER_URL = 'http://leader.test:5000';

/** A node that runs inside the test, with its real address. */
export interface Running extends Node {
  readonly url: string;
  readonly port: number;
}

export interface Replicas {
  readonly leader: Running;
  readonly followers: readonly Running[];
  /** The leader, then the followers. */
  readonly all: readonly Running[];
}

/** Holds back what followers are sent while it is shut, so that a test decides when an ack comes. */
export class Gate {
  #opened = Promise.resolve();
  #open = () => {};

  shut(): void {
    this.#opened = new Promise(resolve => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  guard({ replica: { duty } }: Node): void {
    if (duty.role !== 'follower') return;
    const { follower } = duty;
    const receive = follower.receive.bind(follower);
    Object.assign(follower, {
      receive: async (batch: Parameters<typeof receive>[0]) => {
        await this.#opened;
        return receive(batch);
      },
    });
  }
}

/** Starts a node with the given settings, on a port that the system chooses. The test stops it. */
export async function startNode(t: Test, environment: Record<string, string>, gate?: Gate): Promise<Running> {
  const config = loadConfig({
    DURABILITY: 'memory',
    HEARTBEAT_MS: '50',
    // A busy machine that stops this process for seconds is no matter of these tests.
    MAX_EVENT_LOOP_DELAY_MS: '0',
    ...environment,
  });
  const node = createNode({ ...config, PORT: 0 }, pino({ level: 'silent' }));
  gate?.guard(node);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= node.stop();
    return stopped;
  };
  t.teardown(stop);
  await node.start();
  const { port } = node.app.server.address() as AddressInfo;
  return { ...node, stop, port, url: `http://127.0.0.1:${port}` };
}

export interface ReplicasOptions {
  readonly followers?: number;
  /** Settings of every node. */
  readonly env?: Record<string, string>;
  /** Put before every follower. */
  readonly gate?: Gate;
  /** What the nodes ask for, where they ask for one. */
  readonly token?: string;
}

/** Starts followers, then a leader for them with a write quorum of 2, and waits until all keep up. */
export async function startReplicas(t: Test, options: ReplicasOptions = {}): Promise<Replicas> {
  const { followers: count = 3, env = {}, gate } = options;
  const followers: Running[] = [];
  for (let i = 1; i <= count; i++) {
    const own = {
      ROLE: 'follower',
      NODE_ID: `follower-${i}`,
      ADVERTISE_URL: `http://follower-${i}.test:5000`,
    };
    followers.push(await startNode(t, { ...env, ...own }, gate));
  }
  const leader = await startLeader(t, followers, env, options.token);
  return { leader, followers, all: [leader, ...followers] };
}

/** Starts a leader, and waits until all its followers keep up. */
export async function startLeader(
  t: Test,
  followers: readonly Running[],
  env: Record<string, string> = {},
  token?: string,
): Promise<Running> {
  const leader = await startNode(t, {
    WRITE_QUORUM: String(Math.min(followers.length, 2)),
    ...env,
    ROLE: 'leader',
    NODE_ID: 'leader',
    ADVERTISE_URL: LEADER_URL,
    FOLLOWERS: followers.map(({ url }) => url).join(','),
  });
  await until('all followers stream', async () => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { followers: progress } = (await leader.app.inject({ url: '/status', headers })).json<Status>();
    return progress.length === followers.length && progress.every(({ state }) => state === 'stream');
  });
  return leader;
}

interface Status {
  readonly followers: readonly { readonly state: string }[];
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

export async function json<T = unknown>({ app }: Node, url: string): Promise<T> {
  return (await app.inject(url)).json<T>();
}

/** A write, with its body as an object or as text. */
export function write({ app }: Node, body: object | string) {
  return app.inject({
    method: 'POST',
    url: '/write',
    headers: { 'content-type': 'application/json' },
    payload: body,
  });
}

/** What every replica holds, to compare before and after. */
export function holdings(nodes: readonly Node[]): Promise<unknown[]> {
  return Promise.all(
    nodes.map(async node => [node.replica.store.lastVersion, (await node.app.inject('/dump')).body]),
  );
}
