import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { runs, until } from './runs.ts';

const conditions = '--conditions=@quorate/source';

t.test('when the tests are killed while nodes are frozen, no node is left', async t => {
  const script = `
    import { FaultCluster } from ${JSON.stringify(new URL('../src/cluster/fault-cluster.ts', import.meta.url).href)};
    const cluster = await FaultCluster.start({
      followers: 2, writeQuorum: 1, durability: 'memory', onLog() {}, onDeath() {},
      environmentOf: () => ({ LOG_LEVEL: 'error' }),
    });
    while (!cluster.replicas.every(({ listening }) => listening)) await new Promise(done => setTimeout(done, 20));
    for (const member of cluster.replicas) member.freeze();
    console.log(JSON.stringify(cluster.replicas.map(({ pid }) => pid)));
  `;
  const parent = spawn(process.execPath, [conditions, '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // What is killed cannot remove its folder.
    env: { ...process.env, TMPDIR: t.testdir({}) },
  });
  t.teardown(() => parent.kill('SIGKILL'));
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const pids = JSON.parse(line) as number[];
  t.teardown(() => {
    for (const pid of pids.filter(runs)) process.kill(pid, 'SIGKILL');
  });
  t.equal(pids.filter(runs).length, 3);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(() => !pids.some(runs));
});

t.test('Ctrl-C ends a run and all that it started', async t => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [conditions, main, '--seconds', '60', '--seed', '1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const output = createInterface(child.stdout).on('line', line => lines.push(line));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // The seed is the first line; the second one is a fault, so that the nodes run.
  await until(() => lines.length === 2);
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  output.close();
  t.equal(lines[0], 'seed 1, 60 s, durability sync');
  t.equal(code, 130);
  t.equal(errors, 'Stopped before the end; nothing was judged.\n');
});
