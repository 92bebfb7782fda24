import { join } from 'node:path';
import t, { type Test } from 'tap';
import { read, start, until, write } from '../../cluster/test/clusters.ts';
import { ndjson, quorate, type Surroundings, startQuorate } from './quorate.ts';

t.test('the commands for data, on a cluster of six nodes', async t => {
  const { leader, followers } = await start(t);
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
    const operations = ndjson(
      { key: 'b1', value: 1 },
      { key: 'b2', value: '2' },
      { key: 'traced', delete: true },
    );
    const done = await run(t, ['batch'], { stdin: operations });
    t.match(done, { code: 0, stderr: '' });
    t.match(done.stdout, /^3 operations, versions \d+ to \d+, acked by [345] of 5 followers .*\n$/);
    t.equal((await read(leader, 'traced')).status, 404);

    const refused = await run(t, ['batch'], {
      stdin: ndjson({ key: 'b3', value: 1 }, { key: 'b1', value: 2, ifVersion: 1 }),
    });
    t.match(refused, { code: 4, stdout: '', stderr: /^quorate: VERSION_MISMATCH: Line 2: .*\n$/ });
    t.equal((await read(leader, 'b3')).status, 404, 'nothing of it was stored');

    const many = Array.from({ length: 2_001 }, (_, i) => ({ key: `many/${i}`, value: i }));
    const file = join(t.testdir({ 'many.ndjson': ndjson(...many) }), 'many.ndjson');
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
});
