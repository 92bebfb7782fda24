import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress, StatusReply, WriteReply } from '@quorate/protocol';
import type { Test } from 'tap';
import {
  type Cluster,
  type ClusterOptions,
  type NodeProcess,
  startCluster,
  untilReady,
} from '../src/index.ts';

/** A running cluster, and where its data lies. */
export interface Running extends Cluster {
  readonly dataDir: string;
}

/** Starts a cluster on free ports. The test stops it, frozen nodes too, and removes its data. */
export async function start(t: Test, options: ClusterOptions = {}): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quorate-test-'));
  const nodes: NodeProcess[] = [];
  t.teardown(async () => {
    for (const node of nodes) node.kill('SIGCONT');
    await Promise.all(nodes.map(node => node.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });
  const basePort = await freeBase((options.followers ?? 5) + 1);
  const cluster = await startCluster({ basePort, dataDir, ...options });
  nodes.push(...cluster.nodes);
  await untilAllStream(cluster.leader);
  return { ...cluster, dataDir };
}

/**
 * The first of `count` ports in a row that are free. They lie below those that the system gives to outgoing
 * connections, so that a node can be sure to have its port again after a restart.
 */
export async function freeBase(count: number): Promise<number> {
  for (let base = 10_000 + ((process.pid * 61) % 20_000); ; base = base > 32_000 ? 10_000 : base + count) {
    const ports = Array.from({ length: count }, (_, i) => base + i);
    if ((await Promise.all(ports.map(isFree))).every(free => free)) return base;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Waits for a condition, and says which one when it does not come. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 30_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain until ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly error?: { readonly code: string; readonly outcome?: string } };
}

export interface WriteBody {
  readonly key: string;
  readonly value: unknown;
  readonly quorum?: number;
  readonly timeoutMs?: number;
  readonly ifVersion?: number;
}

export async function write({ url }: NodeProcess, body: WriteBody): Promise<Answer<WriteReply>> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/write`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as Answer<WriteReply>['body'] };
}

export async function get<T>({ url }: NodeProcess, path: string): Promise<Answer<T>> {
  const reply = await fetch(`${url}${path}`);
  return { status: reply.status, body: (await reply.json()) as Answer<T>['body'] };
}

export interface Read {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
}

export function read(node: NodeProcess, key: string): Promise<Answer<Read>> {
  return get<Read>(node, `/read?key=${encodeURIComponent(key)}`);
}

export async function dump({ url }: NodeProcess): Promise<string> {
  return (await fetch(`${url}/dump`)).text();
}

export async function entries(node: NodeProcess): Promise<readonly Read[]> {
  return (JSON.parse(await dump(node)) as { entries: Read[] }).entries;
}

/** What the leader knows of one follower. */
export async function progress(leader: NodeProcess, follower: NodeProcess): Promise<Progress | undefined> {
  const { body } = await get<StatusReply>(leader, '/status');
  return body.followers?.find(({ follower: url }) => url === follower.url);
}

/** Waits until the leader counts every follower as keeping up: it is ready as soon as its quorum does. */
export async function untilAllStream(leader: NodeProcess): Promise<void> {
  await until('all followers stream', async () => {
    const { followers } = (await get<StatusReply>(leader, '/status')).body;
    return (
      followers !== undefined && followers.length > 0 && followers.every(({ state }) => state === 'stream')
    );
  });
}

/** Waits until all of these nodes hold the same as the first one. */
export async function untilIdentical(nodes: readonly NodeProcess[]): Promise<void> {
  await until(`${nodes.map(({ id }) => id).join(', ')} are identical`, async () => {
    const dumps = await Promise.all(nodes.map(dump));
    return dumps.every(one => one === dumps[0]);
  });
}

/** Ends a node as a power cut would, and waits until it is gone. */
export async function crash(node: NodeProcess): Promise<void> {
  node.kill('SIGKILL');
  await node.exited;
}

export async function revive(node: NodeProcess): Promise<void> {
  node.restart();
  await untilReady(node);
}

/** Whether a process runs; one that has ended but was not waited for does not. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
