import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import t from 'tap';
import { freeBase, runs, start, until } from './clusters.ts';

t.test('when the process that started a cluster is killed, no node is left', async t => {
  const basePort = await freeBase(6);
  const script = `
    import { startCluster } from '@quorate/cluster';
    const cluster = await startCluster({ basePort: ${basePort}, durability: 'memory' });
    console.log(JSON.stringify(cluster.nodes.map(({ pid }) => pid)));
  `;
  const parent = spawn(
    process.execPath,
    ['--conditions=@quorate/source', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.teardown(() => parent.kill('SIGKILL'));
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const pids = JSON.parse(line) as number[];
  t.teardown(() => {
    for (const pid of pids.filter(runs)) process.kill(pid, 'SIGKILL');
  });
  t.equal(pids.filter(runs).length, 6);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until('all six are gone', () => !pids.some(runs));
});

t.test('a stop leaves no process and no temporary folder', async t => {
  const cluster = await start(t, { followers: 2 });
  const pids = cluster.nodes.map(({ pid }) => pid);
  t.equal(pids.filter(runs).length, 3);
  await cluster.stop();
  t.notOk(pids.some(runs));
  await cluster.stop();
  t.pass('a second stop does no harm');
});

t.test('a cluster that cannot start says why, and leaves nothing behind', async t => {
  const { leader, nodes } = await start(t, { followers: 2 });
  const basePort = Number(new URL(leader.url).port);
  await t.rejects(start(t, { followers: 2, basePort, durability: 'memory' }), {
    message: /^Node (leader|follower-\d) did not start:\n.*EADDRINUSE/s,
  });
  for (const { url, id } of nodes) {
    const ping = (await (await fetch(`${url}/ping`)).json()) as { id: string };
    t.equal(ping.id, id, 'the one that was there goes on');
  }
});
