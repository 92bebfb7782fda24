import t from 'tap';
import { Gate, json, startLeader, startNode, startReplicas, until, write } from './nodes.ts';

t.test('a stop lets the write in flight finish, and takes no further one', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate, env: { FOLLOWER_TIMEOUT_MS: '30000' } });
  gate.shut();
  const writing = write(leader, { key: 'a', value: 1 });
  await until('it is applied', () => leader.replica.store.lastVersion === 1);
  const stopped = leader.stop();
  const refused = await write(leader, { key: 'b', value: 1 });
  t.equal(refused.statusCode, 503);
  t.match(refused.json(), { error: { code: 'NOT_READY' } });
  gate.open();
  t.match((await writing).json(), { key: 'a', version: 1, acks: 2 });
  await stopped;
});

t.test('a write whose acks never come ends as indeterminate when the leader stops', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate, env: { FOLLOWER_TIMEOUT_MS: '30000' } });
  gate.shut();
  const writing = write(leader, { key: 'a', value: 1, timeoutMs: 60_000 });
  await until('it is applied', () => leader.replica.store.lastVersion === 1);
  await leader.stop();
  t.match((await writing).json(), {
    error: { code: 'LEADERSHIP_LOST', outcome: 'indeterminate', version: 1 },
  });
  gate.open();
});

t.test('what was acknowledged is there after a stop, on the leader and on followers', async t => {
  const folder = t.testdir();
  for (const DURABILITY of ['sync', 'async']) {
    await t.test(DURABILITY, async t => {
      const leaderDir = `${folder}/${DURABILITY}-leader`;
      const followerDir = `${folder}/${DURABILITY}-follower`;
      const settings = { ROLE: 'follower', DURABILITY, DATA_DIR: followerDir };
      const follower = await startNode(t, settings);
      const leader = await startLeader(t, [follower], { DURABILITY, DATA_DIR: leaderDir });
      const writes = Array.from({ length: 50 }, (_, i) => write(leader, { key: `k${i}`, value: { i } }));
      t.ok((await Promise.all(writes)).every(({ statusCode }) => statusCode === 200));
      const dump = await json(leader, '/dump');
      await leader.stop();
      await follower.stop();

      const again = await startNode(t, settings);
      t.strictSame(await json(again, '/dump'), dump, 'the follower has it before any leader speaks to it');
      const successor = await startLeader(t, [again], { DURABILITY, DATA_DIR: leaderDir });
      t.strictSame(await json(successor, '/dump'), dump);
      t.match((await write(successor, { key: 'k0', value: 'new' })).json(), { version: 1_000_000_001 });
    });
  }
});

t.test('a node lets go of its port and its folder when it stops', async t => {
  const settings = { ROLE: 'follower', DURABILITY: 'sync', DATA_DIR: t.testdir() };
  const first = await startNode(t, settings);
  t.equal((await fetch(`${first.url}/ping`)).status, 200);
  await first.stop();
  await t.rejects(fetch(`${first.url}/ping`));
  const second = await startNode(t, settings);
  t.equal((await second.app.inject('/ping')).statusCode, 200);
  await second.stop();
});

t.test('a connection that is kept open does not hold a stop up', async t => {
  const follower = await startNode(t, { ROLE: 'follower' });
  const reply = await fetch(`${follower.url}/ping`);
  t.equal(reply.headers.get('connection'), 'keep-alive');
  await reply.text();
  await follower.stop();
  t.pass('it stopped');
});
