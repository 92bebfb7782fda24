import t from 'tap';
import type { NodeProcess } from '../src/index.ts';
import { crash, dump, progress, read, revive, start, until, untilIdentical, write } from './clusters.ts';

t.test('followers die and come back', async t => {
  const deaths: string[] = [];
  const { leader, followers, nodes } = await start(t, { onDeath: node => deaths.push(node.id) });
  const [first, second, third] = followers as [NodeProcess, NodeProcess, NodeProcess];
  const isDown = (node: NodeProcess) => async () => (await progress(leader, node))?.state === 'down';
  t.equal((await write(leader, { key: 'before', value: 1, quorum: 5 })).status, 200);

  await t.test('the cluster says so, and writes at quorum 3 go on', async t => {
    await crash(first);
    for (let i = 0; i < 50; i++) {
      t.equal((await write(leader, { key: `during-${i}`, value: i, quorum: 3 })).status, 200);
    }
    await until('the death is told', () => deaths.length === 1);
    t.strictSame(deaths, ['follower-1']);
    t.equal((await read(leader, 'during-49')).status, 200);
  });

  await t.test('a write at quorum 5 is refused and stores nothing, once the death is noticed', async t => {
    // Until then it is at worst indeterminate, never a false success.
    await until('it is noticed', async () => {
      const { status, body } = await write(leader, { key: 'all', value: 1, quorum: 5, timeoutMs: 500 });
      if (status === 504) t.equal(body.error?.outcome, 'indeterminate');
      return status === 503;
    });
    const before = await dump(leader);
    const refused = await write(leader, { key: 'refused', value: 1, quorum: 5 });
    t.match(refused, { status: 503, body: { error: { code: 'QUORUM_UNREACHABLE' } } });
    t.equal(await dump(leader), before);
    t.equal((await read(leader, 'refused')).status, 404);
  });

  await t.test('after a restart the follower becomes identical by itself', async t => {
    await revive(first);
    await untilIdentical(nodes);
    await until('it streams', async () => (await progress(leader, first))?.state === 'stream');
    t.equal((await write(leader, { key: 'after', value: 1, quorum: 5 })).status, 200);
  });

  await t.test('a second death of the same follower is told, too', async () => {
    await crash(first);
    await until('the second death is told', () => deaths.length === 2, 5_000);
  });

  await t.test('with two followers left, a write at quorum 3 is refused, and one at 2 is not', async t => {
    await Promise.all([crash(second), crash(third)]);
    for (const node of [first, second, third]) await until(`${node.id} counts as down`, isDown(node));
    const refused = await write(leader, { key: 'three', value: 1 });
    t.match(refused, {
      status: 503,
      body: { error: { code: 'QUORUM_UNREACHABLE', quorum: 3, followers: 2 } },
    });
    t.equal((await write(leader, { key: 'two', value: 1, quorum: 2 })).status, 200);
    t.equal((await read(leader, 'three')).status, 404);
    t.equal((await fetch(`${leader.url}/readyz`)).status, 503);
  });

  await t.test('when all are back, all hold the same', async t => {
    await Promise.all([first, second, third].map(revive));
    await until('the leader is ready', async () => (await fetch(`${leader.url}/readyz`)).ok);
    await untilIdentical(nodes);
    t.match(await read(first, 'two'), { status: 200, body: { value: 1 } });
  });
});
