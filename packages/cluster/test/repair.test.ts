import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatusReply } from '@quorate/protocol';
import t, { type Test } from 'tap';
import { alterRecord } from '../../store/test/alter-record.ts';
import { mountSmallDisk, NO_SMALL_DISK, type SmallDisk } from '../../store/test/small-disk.ts';
import type { NodeProcess } from '../src/index.ts';
import {
  entries,
  get,
  progress,
  type Running,
  read,
  revive,
  start,
  until,
  untilAllStream,
  untilIdentical,
  write,
} from './clusters.ts';

interface LogLine {
  readonly event?: string;
  readonly follower?: string;
  readonly count?: number;
  readonly keys?: readonly string[];
}

t.test('a byte that changed on a follower’s disk is found and repaired', async t => {
  const logged: LogLine[] = [];
  const { leader, followers, nodes, dataDir } = await start(t, {
    followers: 3,
    env: { SCRUB_INTERVAL_MS: '200' },
    onLog: (id, line) => {
      if (id === 'leader' && line.startsWith('{')) logged.push(JSON.parse(line) as LogLine);
    },
  });
  const [, damaged] = followers as [NodeProcess, NodeProcess];
  for (let i = 0; i < 20; i++) await write(leader, { key: `key-${i}`, value: `value ${i}`, quorum: 3 });
  await untilIdentical(nodes);

  damaged.kill('SIGTERM');
  t.equal((await damaged.exited).code, 0);
  const { body: before } = await read(leader, 'key-7');
  await alterRecord(join(dataDir, damaged.id), 'key-7', record => record.replace('value 7', 'valve 7'));
  await revive(damaged);
  await until('the leader repairs it', () => logged.some(({ event }) => event === 'difference_repaired'));
  const repairs = logged.filter(({ event }) => event === 'difference_repaired');
  t.match(repairs, [{ follower: damaged.url, count: 1, keys: ['altered: key-7'] }]);

  await untilIdentical(nodes);
  const { body: after } = await read(damaged, 'key-7');
  t.equal(after.value, 'value 7');
  t.ok(after.version > before.version, 'under a new version, as a write');
  await untilAllStream(leader);
  await until('it is counted', async () => ((await progress(leader, damaged))?.repaired ?? 0) > 0);
  for (const follower of followers) {
    t.equal((await progress(leader, follower))?.repaired, follower === damaged ? 1 : 0, follower.id);
  }
  const digests = nodes.map(async node => (await get<StatusReply>(node, '/status')).body.digest);
  t.equal(new Set(await Promise.all(digests)).size, 1);
});

/** A small disk for one node, where it will look for its data; `undefined` where there can be none. */
async function withSmallDisk(t: Test, id: string, env: Readonly<Record<string, string>> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'quorate-test-'));
  let cluster: Running | undefined;
  let disk: SmallDisk | undefined;
  // Before anything can be unmounted or removed, the nodes must have ended.
  t.teardown(async () => {
    disk?.free();
    await Promise.all(cluster?.nodes.map(node => node.stop()) ?? []);
    disk?.unmount();
    await rm(dataDir, { recursive: true, force: true });
  });
  await mkdir(join(dataDir, id));
  disk = mountSmallDisk(join(dataDir, id), 24);
  if (disk === undefined) return undefined;
  cluster = await start(t, { followers: 3, writeQuorum: 2, dataDir, env });
  return { ...cluster, disk };
}

/** LMDB calls a write that was cut short an input/output error. */
const FULL = /disk.*(no space|ENOSPC|input\/output)/i;
const LARGE = 'x'.repeat(100_000);
const ready = ({ url }: NodeProcess) => fetch(`${url}/readyz`);

/** Keys of writes that were answered 200, where the node has neither them nor anything newer. */
async function lost(node: NodeProcess, acknowledged: ReadonlyMap<string, number>): Promise<string[]> {
  const stored = new Map((await entries(node)).map(({ key, version }) => [key, version]));
  return [...acknowledged].filter(([key, version]) => (stored.get(key) ?? 0) < version).map(([key]) => key);
}

t.test('a follower whose disk is full acks nothing, says why, and comes back by itself', async t => {
  const cluster = await withSmallDisk(t, 'follower-1');
  if (cluster === undefined) return t.plan(0, NO_SMALL_DISK);
  const { leader, followers, nodes, disk } = cluster;
  const [full] = followers as [NodeProcess];
  const acknowledged = new Map<string, number>();
  const ackedByAll = new Map<string, number>();
  const fill = async (key: string, quorum: number) => {
    const { status, body } = await write(leader, { key, value: LARGE, quorum, timeoutMs: 3_000 });
    if (status === 200) acknowledged.set(body.key, body.version);
    if (status === 200 && quorum === 3) ackedByAll.set(body.key, body.version);
    return status;
  };
  for (let i = 0; i < 5; i++) t.equal(await fill(`before-${i}`, 3), 200);
  disk.fill();
  const isDown = async () => (await progress(leader, full))?.state === 'down';
  for (let i = 0; !(await isDown()); i++) {
    t.ok(i < 500, 'the disk must be full in the end');
    const status = await fill(`during-${i % 20}`, 3);
    t.ok([200, 503, 504].includes(status), `${status}`);
  }
  await until('the follower says why', async () => {
    const reply = await ready(full);
    return reply.status === 503 && FULL.test(await reply.text());
  });
  // A sender that is down probes from time to time; what it says is the follower's own reason.
  await until('the leader knows why', async () => /disk/.test((await progress(leader, full))?.error ?? ''));
  const refused = await write(leader, { key: 'all', value: 1, quorum: 3, timeoutMs: 500 });
  t.match(refused, { status: 503, body: { error: { code: 'QUORUM_UNREACHABLE' } } });
  t.equal((await read(full, 'before-1')).status, 200, 'reads go on');
  t.equal((await get(full, '/ping')).status, 200);
  t.equal((await ready(leader)).status, 200);

  // What it acked is on its disk: it can have nothing more from the others while that is full.
  full.kill('SIGKILL');
  await full.exited;
  full.restart();
  await until('it runs again', async () => full.listening);
  t.same(await lost(full, ackedByAll), []);
  t.equal(await fill('meanwhile', 2), 200, 'the others carry on');

  disk.free();
  await until('it streams again', async () => (await progress(leader, full))?.state === 'stream');
  t.equal(await fill('after', 3), 200);
  t.equal((await ready(full)).status, 200);
  await untilIdentical(nodes);
  t.same(await lost(full, acknowledged), []);
});

t.test('a leader whose disk is full refuses writes, and goes on once there is space', async t => {
  const cluster = await withSmallDisk(t, 'leader');
  if (cluster === undefined) return t.plan(0, NO_SMALL_DISK);
  const { leader, followers, nodes, disk } = cluster;
  const acknowledged = new Map<string, number>();
  for (let i = 0; i < 5; i++) {
    const { body } = await write(leader, { key: `before-${i}`, value: LARGE });
    acknowledged.set(body.key, body.version);
  }
  disk.fill();
  let failed: Awaited<ReturnType<typeof write>> | undefined;
  for (let i = 0; failed === undefined; i++) {
    t.ok(i < 500, 'the disk must be full in the end');
    const answer = await write(leader, { key: `during-${i % 20}`, value: LARGE });
    if (answer.status === 200) acknowledged.set(answer.body.key, answer.body.version);
    else failed = answer;
  }
  t.match(failed, { status: 503, body: { error: { code: 'STORAGE_UNAVAILABLE' } } });
  const { version } = (await get<{ version: number }>(leader, '/ping')).body;
  const refused = await write(leader, { key: 'refused', value: 1 });
  t.match(refused, { status: 503, body: { error: { code: 'STORAGE_UNAVAILABLE' } } });
  t.equal(refused.body.error?.outcome, undefined, 'nothing was stored, and the reply says so');
  t.equal((await get<{ version: number }>(leader, '/ping')).body.version, version, 'nor a version issued');
  for (const node of nodes) t.equal((await read(node, 'refused')).status, 404, node.id);
  const reply = await ready(leader);
  t.equal(reply.status, 503);
  t.match(await reply.json(), { status: 'not ready', reason: FULL });
  t.equal((await read(leader, 'before-1')).status, 200, 'reads go on');

  disk.free();
  await until('it is ready again', async () => (await ready(leader)).ok);
  const after = await write(leader, { key: 'after', value: 1, quorum: 3 });
  t.equal(after.status, 200);
  t.ok(after.body.version > version);
  acknowledged.set('after', after.body.version);
  await untilIdentical(nodes);
  t.same(await lost(leader, acknowledged), []);
  t.same(await lost(followers[0] as NodeProcess, acknowledged), []);

  leader.kill('SIGKILL');
  await leader.exited;
  await revive(leader);
  t.same(await lost(leader, acknowledged), [], 'nor is anything lost in a crash after it');
});
