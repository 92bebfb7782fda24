import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { crash, get, read, start, until, write } from '../../cluster/test/clusters.ts';
import { quorate, type Surroundings, startQuorate } from './quorate.ts';

const lines = (...objects: readonly object[]) => objects.map(one => `${JSON.stringify(one)}\n`).join('');

t.test('the commands on a cluster of six nodes', async t => {
  const { leader, followers, nodes } = await start(t);
  const env = { QUORATE_URL: followers[1]!.url };
  const run = (t: Test, args: readonly string[], more: Surroundings = {}) =>
    quorate(t, args, { env, ...more });

  await t.test('put, get and del', async t => {
    const written = await run(t, ['put', 'greeting', 'hello']);
    t.match(written, { code: 0, stderr: '' });
    t.match(written.stdout, /^version 1, acked by [345] of 5 followers \(quorum 3\) in \S+ ms\n$/);
    t.strictSame(await run(t, ['get', 'greeting', '--min-version', '1']), {
      code: 0,
      stdout: 'hello\n',
      stderr: '',
    });
    const whole = await run(t, ['--json', 'get', 'greeting', '--consistency', 'linearizable']);
    t.strictSame(JSON.parse(whole.stdout), { key: 'greeting', value: 'hello', version: 1, committed: true });

    const cases: [readonly string[], string | undefined, unknown][] = [
      [['v', '{"on":[true,null]}'], undefined, { on: [true, null] }],
      [['v', '-5'], undefined, -5],
      [['v', '5', '--string'], undefined, '5'],
      [['v', ''], undefined, ''],
      [['v'], '{"from":"stdin"}\n', { from: 'stdin' }],
      [['v', '-'], 'two\nlines\n', 'two\nlines'],
      [['v', '--string'], '7\n', '7'],
    ];
    for (const [args, stdin = '', value] of cases) {
      const { code, stdout } = await run(t, ['put', '--json', ...args], { stdin });
      const { version } = JSON.parse(stdout) as { version: number };
      t.equal(code, 0, args.join(' '));
      t.match((await read(leader, 'v')).body, { value, version });
    }
    t.strictSame((await run(t, ['get', 'v', '--consistency', 'committed'])).stdout, '7\n');

    const { version } = (await read(leader, 'v')).body;
    const stale = await run(t, ['put', 'v', '0', '--if-version', String(version + 100)]);
    t.match(stale, { code: 4, stdout: '' });
    t.match(stale.stderr, /^quorate: VERSION_MISMATCH: [^\n]+\n$/);
    t.match(await run(t, ['put', 'v', '0', '--if-version', String(version)]), { code: 0 });
    const stalest = await run(t, ['del', 'v', '--if-version', String(version), '--json']);
    t.equal(stalest.code, 4);
    t.match(JSON.parse(stalest.stderr), { error: { code: 'VERSION_MISMATCH', version: Number } });

    t.match(await run(t, ['del', 'v', '--quorum', '5']), { code: 0, stdout: /acked by 5 of 5/, stderr: '' });
    for (const command of ['get', 'del']) {
      t.strictSame(await run(t, [command, 'v', '--min-version', '1'].slice(0, command === 'get' ? 4 : 2)), {
        code: 3,
        stdout: '',
        stderr: 'quorate: KEY_NOT_FOUND: No value stands for key "v".\n',
      });
    }
  });

  await t.test('a trace, and a value that goes by itself', async t => {
    const traced = await run(t, ['put', 'traced', '1', '--trace', '--quorum', '1']);
    for (const { url } of followers) t.match(traced.stdout, url);
    t.match(traced.stdout, /quorum +cost\n( +[1-5] +[\d.]+ ms {2}█*\n){5}$/);
    t.match(await run(t, ['put', 'short', '1', '--ttl', '50']), { code: 0 });
    await until('it is gone', async () => (await read(leader, 'short')).status === 404);
  });

  await t.test('batch', async t => {
    const operations = lines(
      { key: 'b1', value: 1 },
      { key: 'b2', value: '2' },
      { key: 'traced', delete: true },
    );
    const done = await run(t, ['batch'], { stdin: operations });
    t.match(done, { code: 0, stderr: '' });
    t.match(done.stdout, /^3 operations, versions \d+ to \d+, acked by [345] of 5 followers .*\n$/);
    t.equal((await read(leader, 'traced')).status, 404);

    const refused = await run(t, ['batch'], {
      stdin: lines({ key: 'b3', value: 1 }, { key: 'b1', value: 2, ifVersion: 1 }),
    });
    t.match(refused, { code: 4, stdout: '', stderr: /^quorate: VERSION_MISMATCH: Line 2: .*\n$/ });
    t.equal((await read(leader, 'b3')).status, 404, 'nothing of it was stored');

    const many = Array.from({ length: 2_001 }, (_, i) => ({ key: `many/${i}`, value: i }));
    const file = join(t.testdir({ 'many.ndjson': lines(...many) }), 'many.ndjson');
    t.match(await run(t, ['batch', file]), {
      code: 2,
      stdout: '',
      stderr: /^quorate: USAGE: .*--split.*\n$/,
    });
    t.equal((await read(leader, 'many/0')).status, 404);
    const split = await run(t, ['batch', file, '--split', '--json']);
    t.equal(split.code, 0);
    t.strictSame(
      split.stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
        .map(({ firstVersion, lastVersion }) => lastVersion - firstVersion + 1),
      [1_000, 1_000, 1],
    );
    t.match((await read(leader, 'many/2000')).body, { value: 2_000 });
    t.match(await run(t, ['batch', join(file, 'nowhere')]), { code: 1, stderr: /^quorate: ENOTDIR: .*\n$/ });
    t.match(await run(t, ['batch']), { code: 0, stdout: '0 operations\n' });
  });

  await t.test('ls and watch', async t => {
    for (const key of ['ls/ü', 'ls/a', 'ls/b']) await write(leader, { key, value: { key }, quorum: 5 });
    t.strictSame(await run(t, ['ls', 'ls/']), { code: 0, stdout: 'ls/a\nls/b\nls/ü\n', stderr: '' });
    t.equal((await run(t, ['ls', 'ls/', '--values', '--limit', '1'])).stdout, 'ls/a\t{"key":"ls/a"}\n');
    t.equal((await run(t, ['ls', 'many/'])).stdout.split('\n').length, 2_002, 'page after page');
    t.match(await run(t, ['ls', 'nothing/']), { code: 0, stdout: '', stderr: '' });

    const watching = startQuorate(t, ['watch', 'ls/', '--json'], { env });
    const changes = () => watching.output.stdout.split('\n').length - 1;
    await until('it has what stands', () => changes() === 3);
    t.match(await run(t, ['del', 'ls/a']), { code: 0 });
    await until('it has the change', () => changes() === 4);
    watching.kill('SIGINT');
    const { code, stdout, stderr } = await watching.ended;
    t.strictSame([code, stderr], [0, '']);
    const [, , third, last] = stdout.split('\n', 4).map(line => JSON.parse(line));
    t.match(last, { key: 'ls/a', deleted: true });

    const resumed = startQuorate(t, ['watch', 'ls/', '--since', String(third.cursor)], { env });
    await until('it goes on after the third', () => resumed.output.stdout !== '');
    resumed.kill('SIGINT');
    t.strictSame(await resumed.ended, { code: 0, stdout: `${last.version}  ls/a deleted\n`, stderr: '' });
  });

  await t.test('status', async t => {
    const shown = await run(t, ['status']);
    t.match(shown, { code: 0, stderr: '' });
    t.match(shown.stdout, /^epoch 0, write quorum 3 of 5, durability sync, [\d,]+ keys\n/);
    for (const { url, role } of nodes) t.match(shown.stdout, new RegExp(`^${role} .* ${url} `, 'm'));
    t.match(shown.stdout, / {3}\* 3 +2 +[\d.]+ ms/);
    t.notMatch(shown.stdout, '\x1b', 'no colours in a pipe');
    const view = JSON.parse((await run(t, ['status', '--json'])).stdout);
    t.match(view, {
      leader: leader.url,
      nodes: { length: 6, 0: { status: { quorumCurve: { length: 5 } } } },
    });
  });

  await t.test('status --watch ends on Ctrl-C', async t => {
    const watching = startQuorate(t, ['status', '--watch'], { env });
    await until('two frames are there', () => watching.output.stdout.split('epoch 0,').length > 2);
    watching.kill('SIGINT');
    t.match(await watching.ended, { code: 0, stderr: '' });
  });

  await t.test('bench', async t => {
    const before = (await get<{ keys: number }>(leader, '/status')).body.keys;
    const done = await run(t, ['bench', '--seconds', '1', '--connections', '4', '--json']);
    t.match(done, { code: 0, stderr: '' });
    t.match(JSON.parse(done.stdout), {
      writes: Number,
      connections: 4,
      errors: {},
      quorumCurve: { length: 5 },
    });
    t.equal((await get<{ keys: number }>(leader, '/status')).body.keys, before, 'what it wrote is deleted');
    t.match(await run(t, ['bench', '--quorum', '6']), { code: 2, stderr: /QUORUM_TOO_LARGE/ });

    const benching = startQuorate(t, ['bench', '--seconds', '60'], { env });
    await until('it writes', async () => (await get<{ keys: number }>(leader, '/status')).body.keys > before);
    benching.kill('SIGINT');
    t.match(await benching.ended, { code: 130, stderr: /^quorate: INTERRUPTED: .*\n$/ });
    t.equal((await get<{ keys: number }>(leader, '/status')).body.keys, before, 'what it wrote is deleted');
  });

  await t.test('Ctrl-C while it waits for its input', async t => {
    const waiting = startQuorate(t, ['put', 'interrupted'], { env });
    // It is up when it has begun to read: the pipe takes no more than 64 KiB of what nobody reads.
    await waiting.feed('x'.repeat(1 << 20));
    waiting.kill('SIGINT');
    t.match(await waiting.ended, { code: 130, stdout: '', stderr: /^quorate: INTERRUPTED: / });
    t.equal((await read(leader, 'interrupted')).status, 404);
  });

  await t.test('a node that is down is shown as such', async t => {
    await crash(followers[4]!);
    await until('the leader knows', async () => {
      const { body } = await get<{ followers: { state: string }[] }>(leader, '/status');
      return body.followers[4]!.state === 'down';
    });
    const { code, stdout } = await run(t, ['status']);
    t.equal(code, 0);
    t.match(stdout, new RegExp(`follower .*${followers[4]!.url} +down`));
    t.match(await run(t, ['put', 'a', '1', '--quorum', '5', '--timeout', '500']), {
      code: 6,
      stdout: '',
      stderr: /^quorate: QUORUM_UNREACHABLE: .*\n$/,
    });
  });
});

t.test('dump and restore', async t => {
  const { leader, followers } = await start(t);
  const env = { QUORATE_URL: leader.url };
  const folder = t.testdir();
  const file = join(folder, 'all.ndjson');
  const values = [1, 'zwei', { drei: [null, true] }, ''];
  for (const [i, value] of values.entries()) await write(leader, { key: `k${i}`, value, quorum: 5 });

  const dumped = await quorate(t, ['dump', file], { env });
  t.strictSame(dumped, { code: 0, stdout: '', stderr: `4 entries from ${leader.url}\n` });
  const text = readFileSync(file, 'utf8');
  t.equal(text, lines(...values.map((value, i) => ({ key: `k${i}`, value, version: i + 1 }))));
  t.match(await quorate(t, ['dump'], { env }), { code: 0, stdout: text, stderr: /^4 entries/ });
  t.match(await quorate(t, ['dump', file, '--json'], { env }), {
    stdout: `{"entries":4,"node":"${leader.url}"}\n`,
  });
  t.match(await quorate(t, ['dump', join(folder, 'no', 'where')], { env }), { code: 1, stderr: /ENOENT/ });

  t.match(await quorate(t, ['restore', file], { env }), {
    code: 1,
    stdout: '',
    stderr: /STORE_NOT_EMPTY: .*4 keys/,
  });
  for (const i of values.keys()) {
    t.equal((await fetch(`${leader.url}/keys/k${i}`, { method: 'DELETE' })).status, 200);
  }
  const bad = `${text}{"key":"k9","value":1}\n{"key":"k10","valu":1}\n{"key":"k11","value":1}\n`;
  t.strictSame(await quorate(t, ['restore', '-'], { env, stdin: bad }), {
    code: 1,
    stdout: '',
    stderr:
      'quorate: BAD_LINE: Nothing was written: Line 6: it has a member "valu", and only key, value, version, expiresAtMs are known.\n',
  });
  t.strictSame(await quorate(t, ['restore', file], { env }), {
    code: 0,
    stdout: '4 entries restored. The cluster has exactly these 4 keys.\nAll 6 replicas hold the same.\n',
    stderr: '',
  });
  for (const [i, value] of values.entries()) t.match((await read(followers[3]!, `k${i}`)).body, { value });

  writeFileSync(file, lines({ key: 'k0', value: 'new' }, { key: 'k5', value: 5 }, { key: 'k5', value: 6 }));
  const merged = await quorate(t, ['restore', '--merge', '--json', file], { env });
  t.equal(merged.code, 0);
  t.strictSame(JSON.parse(merged.stdout), { entries: 3, keys: 5, equal: 6, nodes: 6, missing: [] });
  t.match((await read(leader, 'k0')).body, { value: 'new' });
  t.match((await read(leader, 'k5')).body, { value: 6 });

  await crash(leader);
  const left = await quorate(t, ['dump', file], {
    env: { QUORATE_URL: followers.map(({ url }) => url).join() },
  });
  t.match(left, {
    code: 0,
    stderr: /^quorate: No leader answers; this is what \S+ has, .*\n[\d,]+ entries from /,
  });
  t.ok(existsSync(file));
  t.match(await quorate(t, ['restore', file], { env: { QUORATE_URL: followers[0]!.url } }), {
    code: 6,
    stderr: /^quorate: NO_LEADER: .*\n$/,
  });
});
