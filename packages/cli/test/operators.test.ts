import t, { type Test } from 'tap';
import { crash, get, read, start, until, write } from '../../cluster/test/clusters.ts';
import { quorate, startQuorate } from './quorate.ts';

/** The exit code of a request without an answer in time. */
const TIMED_OUT = 5;

t.test('the commands for operators, on a cluster of six nodes', async t => {
  const { leader, followers, nodes } = await start(t);
  const env = { QUORATE_URL: followers[1]!.url };
  const run = (t: Test, args: readonly string[]) => quorate(t, args, { env });
  await write(leader, { key: 'a', value: 1, quorum: 5 });

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
    // It asks again and again; when its time is up while an attempt is on the way, nobody knows what became of that one.
    const put = () => run(t, ['put', 'a', '1', '--quorum', '5', '--timeout', '2000']);
    let refused = await put();
    await until('its time is up between two attempts', async () => {
      if (refused.code === TIMED_OUT) refused = await put();
      return refused.code !== TIMED_OUT;
    });
    t.match(refused, {
      code: 6,
      stdout: '',
      stderr: /^quorate: QUORUM_UNREACHABLE: .*\n$/,
    });
  });
});
