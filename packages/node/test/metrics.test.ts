import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryStore, type Store } from '@quorate/store';
import t from 'tap';
import type { Node } from '../src/index.ts';
import { DiskSpace } from '../src/metrics/disk-space.ts';
import { parseExposition, valuesOf } from './exposition.ts';
import { Gate, json, startNode, startReplicas, until, write } from './nodes.ts';

const ask = async ({ app }: Node) => (await app.inject('/metrics')).body;
const metricsOf = async (node: Node) => parseExposition(await ask(node));
const hostOf = ({ port }: { readonly port: number }) => `127.0.0.1:${port}`;

/** Follows the conventions, as Prometheus' own tool sees them. */
const promtool = spawnSync('promtool', ['--version']).error === undefined;
const complaints = (text: string) =>
  spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' }).stderr;

t.test('every node tells its metrics in the words and units that Prometheus wants', async t => {
  const { all } = await startReplicas(t);
  await write(all[0]!, { key: 'a', value: 1 });
  for (const node of all) {
    const { statusCode, headers, body } = await node.app.inject('/metrics');
    t.equal(statusCode, 200);
    t.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    const { role } = node.replica.duty;
    for (const [name, { type, help, samples }] of parseExposition(body)) {
      t.match(name, /^(quorate|nodejs|process)_[a-z0-9_]+$/);
      t.ok(help.length > 10, help);
      t.match(type, /^(counter|gauge|histogram)$/);
      t.equal(type === 'counter', name.endsWith('_total'), `${name} is named as a ${type}`);
      if (name.startsWith('quorate_')) for (const { value } of samples) t.ok(Number.isFinite(value), name);
    }
    await t.test(
      `promtool has nothing to say of a ${role}`,
      { skip: promtool ? false : 'needs promtool' },
      async t => {
        t.equal(complaints(body), '');
      },
    );
  }
});

t.test('values are those of known writes, of a follower that is down as well', async t => {
  const { leader, followers } = await startReplicas(t, { env: { FOLLOWER_TIMEOUT_MS: '30000' } });
  const [first, second, third] = followers;
  for (const quorum of [1, 2, 3, 3])
    t.equal((await write(leader, { key: `k${quorum}`, value: 1, quorum })).statusCode, 200);
  const progress = async () =>
    (await json<{ followers: { state: string; lag: number; inFlight: number }[] }>(leader, '/status'))
      .followers;
  await until('all have everything', async () =>
    (await progress()).every(({ lag, inFlight }) => lag === 0 && inFlight === 0),
  );
  const before = await metricsOf(leader);
  t.match(valuesOf(before, 'quorate_writes_total'), {
    'outcome=ok quorum=1': 1,
    'outcome=ok quorum=2': 1,
    'outcome=ok quorum=3': 2,
    'outcome=quorum_timeout quorum=2': 0,
  });
  t.strictSame(valuesOf(before, 'quorate_quorum_ack_seconds_count'), {
    'quorum=1': 4,
    'quorum=2': 4,
    'quorum=3': 4,
  });
  t.strictSame(valuesOf(before, 'quorate_write_duration_seconds_count'), { '': 4 });
  t.strictSame(valuesOf(before, 'quorate_replication_batch_entries_sum'), { '': 12 });
  t.strictSame(valuesOf(before, 'quorate_followers_live'), { '': 3 });
  t.strictSame(valuesOf(before, 'quorate_ready'), { '': 1 });
  t.strictSame(valuesOf(before, 'quorate_store_keys'), { '': 3 });
  t.match(valuesOf(await metricsOf(first!), 'quorate_applied_entries_total'), {
    'outcome=applied': 4,
    'outcome=stale': 0,
  });

  await third!.stop();
  await until('it is noticed', async () => (await progress())[2]?.state === 'down');
  t.equal((await write(leader, { key: 'k3', value: 2 })).statusCode, 200);
  await until('the others have it', async () => (await progress()).slice(0, 2).every(({ lag }) => lag === 0));
  const after = await metricsOf(leader);
  t.strictSame(valuesOf(after, 'quorate_acks_total'), {
    [`follower=${hostOf(first!)}`]: 5,
    [`follower=${hostOf(second!)}`]: 5,
    [`follower=${hostOf(third!)}`]: 4,
  });
  t.strictSame(valuesOf(after, 'quorate_follower_lag_versions'), {
    [`follower=${hostOf(first!)}`]: 0,
    [`follower=${hostOf(second!)}`]: 0,
    [`follower=${hostOf(third!)}`]: 1,
  });
  const states = valuesOf(after, 'quorate_follower_state');
  t.equal(Object.keys(states).length, 12, 'each state of each follower');
  for (const follower of followers) {
    const own = Object.entries(states).filter(([labels]) => labels.includes(hostOf(follower)));
    t.equal(
      own.reduce((sum, [, value]) => sum + value, 0),
      1,
      'a follower is in one state',
    );
  }
  t.equal(states[`follower=${hostOf(first!)} state=stream`], 1);
  t.equal(states[`follower=${hostOf(third!)} state=stream`], 0);
  t.strictSame(valuesOf(after, 'quorate_followers_live'), { '': 2 });
  t.strictSame(valuesOf(after, 'quorate_quorum_ack_seconds_count'), {
    'quorum=1': 5,
    'quorum=2': 5,
    'quorum=3': 4,
  });
  t.strictSame(valuesOf(after, 'quorate_committed_version'), { '': 5 });
  for (const [name, value] of Object.entries({ writes_in_flight: 0, write_quorum: 2, followers: 3 }))
    t.strictSame(valuesOf(after, `quorate_${name}`), { '': value }, name);

  await second!.stop();
  await until('there is no quorum', async () => (await leader.app.inject('/readyz')).statusCode === 503);
  t.equal((await write(leader, { key: 'k', value: 1 })).statusCode, 503);
  const last = await metricsOf(leader);
  t.strictSame(valuesOf(last, 'quorate_ready'), { '': 0 });
  t.match(valuesOf(last, 'quorate_writes_total'), { 'outcome=quorum_unreachable quorum=2': 1 });
});

t.test('a write that waits for its acks is in flight', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate, env: { FOLLOWER_TIMEOUT_MS: '30000' } });
  gate.shut();
  const waiting = write(leader, { key: 'a', value: 1 });
  const inFlight = async (name: string) => Object.values(valuesOf(await metricsOf(leader), name));
  await until('it is taken', async () => (await inFlight('quorate_writes_in_flight'))[0] === 1);
  await until('it is on its way', async () =>
    (await inFlight('quorate_follower_requests_in_flight')).every(requests => requests > 0),
  );
  gate.open();
  t.equal((await waiting).statusCode, 200);
  t.strictSame(await inFlight('quorate_writes_in_flight'), [0]);
});

t.test('a follower that differs is told of, and so are the keys that are repaired', async t => {
  for (const scrubs of [false, true]) {
    const { leader, followers } = await startReplicas(t, {
      followers: 1,
      env: scrubs ? {} : { SCRUB_INTERVAL_MS: '0' },
    });
    await write(leader, { key: 'a', value: 1 });
    followers[0]!.replica.store.apply([{ key: 'not from the leader', version: 1, value: 1 }]);
    const value = async (name: string) => Object.values(valuesOf(await metricsOf(leader), name))[0];
    if (scrubs) {
      await until('it is repaired', async () => (await value('quorate_follower_repaired_keys_total')) === 1);
      await until('both are equal', async () => (await value('quorate_follower_digest_mismatch')) === 0);
    } else {
      await until('it is seen', async () => (await value('quorate_follower_digest_mismatch')) === 1);
      t.equal(await value('quorate_follower_repaired_keys_total'), 0);
    }
  }
});

t.test('nothing that clients send makes more series than there are outcomes and quorums', async t => {
  const { leader } = await startReplicas(t, { followers: 2 });
  const seriesOf = async () =>
    (await ask(leader))
      .split('\n')
      .filter(line => /^quorate_/.test(line))
      .map(line => line.replace(/ \S+$/, ''));
  const before = new Set(await seriesOf());
  for (let i = 0; i < 40; i++) {
    await write(leader, { key: `odd-${i}`, value: i, quorum: 3 + i * i });
    await write(leader, { key: `odd-${i}`, value: i, quorum: -i });
    await write(leader, { key: `odd-${i}`, value: i, ifVersion: 10 + i });
    for (const path of [`/odd-${i}`, `/keys/odd-${i}`, `/read?key=odd-${i}`, `/metrics/odd-${i}`])
      await leader.app.inject(path);
  }
  const more = (await seriesOf()).filter(series => !before.has(series));
  t.strictSame(more.toSorted(), [
    'quorate_writes_total{outcome="quorum_too_large",quorum="other"}',
    'quorate_writes_total{outcome="version_mismatch",quorum="2"}',
  ]);
});

t.test('a node on disk tells of its flushes, its files, and the room that is left', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'quorate-metrics-'));
  const follower = await startNode(t, { ROLE: 'follower', DURABILITY: 'sync', DATA_DIR: folder });
  t.teardown(async () => {
    await follower.stop();
    await rm(folder, { recursive: true });
  });
  const { store } = follower.replica;
  await store.apply([{ key: 'a', version: 1, value: 1 }]).durable;
  const told = await metricsOf(follower);
  t.ok(valuesOf(told, 'quorate_store_flush_duration_seconds_count')['']! >= 1);
  t.equal(valuesOf(told, 'quorate_store_size_bytes')[''], await store.sizeBytes());
  const free = valuesOf(told, 'quorate_disk_free_bytes')['']!;
  t.ok(free > 0 && free < valuesOf(told, 'quorate_disk_size_bytes')['']!, `${free} bytes are free`);
  t.strictSame(valuesOf(told, 'quorate_store_failing'), { '': 0 });
});

t.test('a leader that takes over tells what it can, and is not ready', async t => {
  const leader = await startNode(t, { ROLE: 'leader', WRITE_QUORUM: '1', FOLLOWERS: 'http://127.0.0.1:1' });
  t.equal((await write(leader, { key: 'a', value: 1 })).statusCode, 503);
  const text = await ask(leader);
  const told = parseExposition(text);
  t.strictSame(valuesOf(told, 'quorate_ready'), { '': 0 });
  t.strictSame(valuesOf(told, 'quorate_followers_live'), { '': 0 });
  t.strictSame(valuesOf(told, 'quorate_follower_state'), {});
  t.match(valuesOf(told, 'quorate_writes_total'), { 'outcome=not_ready quorum=1': 1 });
  t.strictSame(valuesOf(told, 'quorate_disk_free_bytes'), {}, 'in memory there is no disk');
  if (promtool) t.equal(complaints(text), '');
});

t.test('a disk that hangs is asked once, and holds no answer up', async t => {
  let asked = 0;
  let answer: (bytes: number) => void = () => {};
  const store = Object.assign(Object.create(openMemoryStore()) as Store, {
    durability: 'sync',
    sizeBytes: () => {
      asked++;
      return new Promise<number>(resolve => {
        answer = resolve;
      });
    },
  });
  const disk = new DiskSpace(tmpdir(), store);
  t.strictSame(await Promise.all([disk.read(), disk.read()]), [undefined, undefined]);
  t.equal(await disk.read(), undefined);
  t.equal(asked, 1);
  const read = disk.read();
  answer(7);
  t.match(await read, { used: 7 });
});

t.test('docs/metrics.md has a row for each metric, as a node tells it', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1 });
  const [ofLeader, ofFollower] = [await metricsOf(leader), await metricsOf(followers[0]!)];
  const told = [...new Map([...ofLeader, ...ofFollower])].map(([name, { type, help, samples }]) => {
    const labels = new Set(samples.flatMap(sample => Object.keys(sample.labels)));
    labels.delete('le');
    const where = !ofFollower.has(name) ? 'leader' : !ofLeader.has(name) ? 'follower' : 'any';
    return { name, type, labels: [...labels].toSorted(), where, help };
  });
  const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| (.*) \| (\w+) \| (.*) \|$/gm)].map(
    ([, name, type, labels, where, help]) => ({
      name: name!,
      type: type!,
      labels: [...labels!.matchAll(/`(\w+)`/g)].map(([, label]) => label!).toSorted(),
      where: where!,
      help: help!,
    }),
  );
  const own = ({ name }: { readonly name: string }) => name.startsWith('quorate_');
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
  t.strictSame(rows.filter(own).toSorted(byName), told.filter(own).toSorted(byName));

  // Which of the process's own there are depends on the system, and their labels on what has happened so far.
  const others = new Map(rows.filter(row => !own(row)).map(row => [row.name, row]));
  t.ok(others.size > 20, `${others.size} rows of the process`);
  for (const { name, type, labels, help } of told.filter(metric => !own(metric))) {
    t.match(others.get(name), { type, help }, name);
    for (const label of labels) t.ok(others.get(name)?.labels.includes(label), `${name} has ${label}`);
  }
  if (process.platform === 'linux') t.equal(others.size, told.filter(metric => !own(metric)).length);
});
