import t from 'tap';
import { Gate, json, startNode, startReplicas, until, write } from './nodes.ts';
import { scrub } from './scrub.ts';

t.test('what operators ask is answered the same way on every node', async t => {
  const { leader, followers, all } = await startReplicas(t);
  t.equal((await write(leader, { key: 'a', value: 1, quorum: 3 })).statusCode, 200);
  await until('the followers know that they have it all', () =>
    all.every(({ replica }) => replica.store.promises.watermark === 1),
  );
  await until('the leader has nothing left to send', async () =>
    (await json<{ followers: { lag: number; inFlight: number }[] }>(leader, '/status')).followers.every(
      ({ lag, inFlight }) => lag === 0 && inFlight === 0,
    ),
  );
  for (const path of ['/ping', '/healthz', '/readyz', '/status']) {
    t.matchSnapshot(scrub(await json(leader, path)), `leader ${path}`);
    t.matchSnapshot(scrub(await json(followers[0]!, path)), `follower ${path}`);
    for (const { app } of all) {
      const { statusCode, headers } = await app.inject(path);
      t.equal(statusCode, 200);
      t.equal(headers['content-type'], 'application/json; charset=utf-8');
    }
  }
});

t.test('a follower that no leader has spoken to is alive and ready, and knows no leader', async t => {
  const follower = await startNode(t, {
    ROLE: 'follower',
    NODE_ID: 'alone',
    ADVERTISE_URL: 'http://alone.test',
  });
  t.match(await json(follower, '/ping'), { epoch: -1, version: 0 });
  t.match(await json(follower, '/status'), { leader: null, epoch: -1, version: 0, watermark: 0, keys: 0 });
  t.equal((await follower.app.inject('/readyz')).statusCode, 200);
  const refused = await write(follower, { key: 'a', value: 1 });
  t.equal(refused.statusCode, 421);
  t.match(refused.json(), { error: { code: 'NOT_LEADER', leader: null } });
});

t.test('a leader that takes over is alive, answers ping and local reads, and is not ready', async t => {
  const leader = await startNode(t, { ROLE: 'leader', WRITE_QUORUM: '1', FOLLOWERS: 'http://127.0.0.1:1' });
  for (const path of ['/ping', '/healthz', '/status'])
    t.equal((await leader.app.inject(path)).statusCode, 200);
  t.equal((await leader.app.inject('/read?key=a')).statusCode, 404);
  const ready = await leader.app.inject('/readyz');
  t.equal(ready.statusCode, 503);
  t.matchSnapshot(scrub(ready.json()), 'not ready');
  const refused = await write(leader, { key: 'a', value: 1 });
  t.equal(refused.statusCode, 503);
  t.equal(refused.headers['retry-after'], '1');
  t.match(refused.json(), { error: { code: 'NOT_READY' } });
});

t.test('a leader with fewer live followers than its quorum says that it is not ready', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 2 });
  await followers[0]!.stop();
  await until('it is noticed', async () => (await leader.app.inject('/readyz')).statusCode === 503);
  t.match(await json(leader, '/readyz'), { status: 'not ready', reason: /Only 1 followers/ });
  t.equal((await leader.app.inject('/healthz')).statusCode, 200);
});

t.test('ping and health wait on nothing, not even on a write that waits for acks', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate, env: { FOLLOWER_TIMEOUT_MS: '30000' } });
  gate.shut();
  const waiting = write(leader, { key: 'a', value: 1 });
  await until('it is applied', () => leader.replica.store.lastVersion === 1);
  t.match(await json(leader, '/ping'), { status: 'ok', version: 1 });
  t.match(await json(leader, '/healthz'), { status: 'ok' });
  gate.open();
  t.equal((await waiting).statusCode, 200);
});
