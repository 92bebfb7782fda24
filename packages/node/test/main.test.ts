import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { until } from './nodes.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function run(t: Test, env: Record<string, string>, withChannel = false) {
  const child: ChildProcess = spawn(process.execPath, ['--conditions=@quorate/source', main], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', withChannel ? 'ipc' : 'ignore'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  // A test may hang up on the child.
  const out = text(child.stdout!).catch(() => '');
  const errors = text(child.stderr!).catch(() => '');
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(30_000) }).then(async ([code]) => ({
    code: code as number | null,
    out: await out,
    errors: await errors,
  }));
  return { child, ended };
}

/** Takes a port of loopback, and holds it until it is let go. */
async function holdPort(t: Test) {
  const server = createServer(socket => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const letGo = () => new Promise<void>(resolve => server.close(() => resolve()));
  t.teardown(letGo);
  return { port: String((server.address() as { port: number }).port), letGo };
}

t.test('a wrong configuration ends the process with 1, and every fault, before anything listens', async t => {
  const { port, letGo } = await holdPort(t);
  await letGo();
  const { ended } = run(t, { ROLE: 'leader', PORT: port, DURABILITY: 'maybe', HOST: '0.0.0.0' });
  const { code, out, errors } = await ended;
  t.equal(code, 1);
  t.equal(out, '', 'no log line: the node never started');
  t.match(
    errors,
    /^The configuration has 3 faults:\n {2}DURABILITY .*\n {2}FOLLOWERS .*\n {2}CLUSTER_TOKEN .*\n$/,
  );
  await t.rejects(fetch(`http://127.0.0.1:${port}/ping`));
});

t.test('a taken port ends the process with 1, and says so', async t => {
  const { port } = await holdPort(t);
  const { code, out } = await run(t, { ROLE: 'follower', PORT: port, DURABILITY: 'memory' }).ended;
  t.equal(code, 1);
  t.match(out, /EADDRINUSE/);
});

t.test('SIGTERM and SIGINT end a node in good order', async t => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { url, child, ended } = await startFollower(t);
    t.match(await (await fetch(`${url}/ping`)).json(), { status: 'ok', role: 'follower' });
    child.kill(signal);
    const { code, out } = await ended;
    t.equal(code, 0, signal);
    t.match(out, /"event":"node_stopped"/);
    t.notMatch(out, 'a-secret-of-the-cluster', 'the token is in no log line');
  }
});

t.test('a node whose supervisor is gone stops itself, though nobody reads its log any more', async t => {
  for (const DURABILITY of ['sync', 'memory']) {
    const { child, ended } = await startFollower(t, { DURABILITY }, true);
    child.stdout!.destroy();
    child.stderr!.destroy();
    child.disconnect();
    t.equal((await ended).code, 0, DURABILITY);
  }
});

t.test('a node whose log nobody reads any more still ends with SIGTERM', async t => {
  const { child, ended } = await startFollower(t, { DURABILITY: 'memory' });
  child.stdout!.destroy();
  child.kill('SIGTERM');
  t.equal((await ended).code, 0);
});

async function startFollower(t: Test, settings: Record<string, string> = {}, withChannel = false) {
  const { port, letGo } = await holdPort(t);
  await letGo();
  const env = {
    ROLE: 'follower',
    PORT: port,
    DATA_DIR: t.testdir(),
    CLUSTER_TOKEN: 'a-secret-of-the-cluster',
    ...settings,
  };
  const { child, ended } = run(t, env, withChannel);
  const url = `http://127.0.0.1:${port}`;
  await until('the follower answers', () =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return { url, child, ended };
}
