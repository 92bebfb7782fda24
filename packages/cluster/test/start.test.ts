import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import t, { type Test } from 'tap';
import { freeBase, isFree, runs, until } from './clusters.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** What `npm start` runs. */
function npmStart(t: Test, env: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=@quorate/source', main], {
    env: { PATH: process.env['PATH'], DATA_DIR: t.testdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const output = { out: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', text => {
    output.out += stripVTControlCharacters(text);
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    output.errors += stripVTControlCharacters(text);
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, exited };
}

const nodesOf = (out: string) =>
  [...out.matchAll(/^ {2}((?:leader|follower-\d)) +(leader|follower) +(http:\S+) +(\d+)$/gm)].map(
    ([, id, role, url, pid]) => ({ id, role, url, pid: Number(pid) }),
  );

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  t.test(`npm start shows six nodes, serves them, and ends with ${signal}`, async t => {
    const port = await freeBase(6);
    const { child, output, exited } = npmStart(t, { PORT: String(port) });
    await until('the table is there', () => output.out.includes('Ctrl-C stops all 6.'));
    const nodes = nodesOf(output.out);
    t.strictSame(
      nodes.map(({ id, role, url }) => [id, role, url]),
      ['leader', 'follower-1', 'follower-2', 'follower-3', 'follower-4', 'follower-5'].map((id, i) => [
        id,
        i === 0 ? 'leader' : 'follower',
        `http://127.0.0.1:${port + i}`,
      ]),
    );
    if (signal === 'SIGINT') t.matchSnapshot(scrub(output.out, port), 'what it prints');

    // The two lines that it tells one to try.
    const written = await fetch(`http://127.0.0.1:${port}/write`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"key":"greeting","value":"hello"}',
    });
    t.match(await written.json(), { key: 'greeting', version: 1, quorum: 3 });
    await until(
      'the last follower has it',
      async () => (await fetch(`http://127.0.0.1:${port + 5}/read?key=greeting`)).ok,
    );

    child.kill(signal);
    t.equal(await exited, 0);
    t.match(output.out, 'Stopping the nodes; what was acknowledged is on disk.');
    t.equal(output.errors, '');
    t.notOk(nodes.some(({ pid }) => runs(pid)));
    for (const { url } of nodes)
      t.ok(await isFree(Number(new URL(url!).port)), `the port of ${url} is free again`);
  });
}

t.test('npm start says which node has died, and the others go on', async t => {
  const port = await freeBase(6);
  const { child, output, exited } = npmStart(t, { PORT: String(port), DURABILITY: 'memory' });
  await until('the table is there', () => output.out.includes('Ctrl-C stops all 6.'));
  const nodes = nodesOf(output.out);
  process.kill(nodes[2]!.pid, 'SIGKILL');
  await until('it is told', () => /^follower-2 \(process \d+\) has died/m.test(output.errors));
  t.ok((await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  child.kill('SIGINT');
  t.equal(await exited, 0);
  t.notOk(nodes.some(({ pid }) => runs(pid)));
});

t.test('npm start on a taken port says so and ends with 1', async t => {
  const port = await freeBase(6);
  const holder = createServer(socket => socket.destroy()).listen(port + 3, '127.0.0.1');
  await once(holder, 'listening');
  t.teardown(() => holder.close());
  const { output, exited } = npmStart(t, { PORT: String(port) });
  t.equal(await exited, 1);
  t.match(output.errors, /follower-3/);
  t.match(output.errors, new RegExp(`EADDRINUSE.*${port + 3}`));
});

t.test('npm start with wrong settings names each and ends with 1 before it starts anything', async t => {
  const cases: [RegExp, Record<string, string>][] = [
    [
      /^The configuration has a fault:\n {2}WRITE_QUORUM is 6, more than the 5 FOLLOWERS\n$/,
      { WRITE_QUORUM: '6' },
    ],
    [/2 faults:\n(.*\n)*.*MIN_DELAY(.*\n)*/, { MIN_DELAY: '9', DURABILITY: 'maybe' }],
    [/a fault:\n {2}PORT /, { PORT: 'abc' }],
    [/a fault:\n {2}PORT /, { PORT: '65533' }],
    [/a fault:\n {2}PORT /, { PORT: '-1' }],
  ];
  for (const [message, env] of cases) {
    const { output, exited } = npmStart(t, env);
    t.equal(await exited, 1, JSON.stringify(env));
    t.match(output.errors, message);
    t.equal(output.out, '');
  }
});

function scrub(text: string, port: number): string {
  return text
    .replace(/(127\.0\.0\.1:)(\d+)/g, (_, host, own) => `${host}PORT+${own - port}`)
    .replace(/ +\d+$/gm, ' PID');
}
