import t from 'tap';
import { holdings, json, LEADER_URL, startReplicas, write } from './nodes.ts';
import { scrub } from './scrub.ts';

t.test('a follower refuses what only the leader does, with the URL of the leader', async t => {
  const { followers, all } = await startReplicas(t);
  const before = await holdings(all);
  for (const { app } of followers) {
    const replies = [
      await app.inject({ method: 'POST', url: '/write', payload: { key: 'a', value: 1 } }),
      await app.inject({
        method: 'POST',
        url: '/write',
        payload: '{broken',
        headers: { 'content-type': 'x' },
      }),
      await app.inject({ method: 'POST', url: '/write' }),
      await app.inject('/writes/1'),
    ];
    for (const reply of replies) {
      t.equal(reply.statusCode, 421);
      t.match(reply.json(), { error: { code: 'NOT_LEADER', leader: LEADER_URL } });
    }
  }
  const refused = await write(followers[0]!, { key: 'a', value: 1 });
  t.matchSnapshot(scrub(refused.json()), 'not the leader');
  t.strictSame(await holdings(all), before);
});

t.test('what does not exist is a 404 in the one shape of errors', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1 });
  const nowhere = [
    ['GET', '/'],
    ['GET', '/nothing'],
    ['GET', '/write'],
    ['PUT', '/write'],
    ['DELETE', '/read?key=a'],
    ['POST', '/ping'],
    ['OPTIONS', '/write'],
    ['PATCH', '/dump'],
    ['GET', '/read/'],
    ['GET', '//ping'],
    ['GET', '/PING'],
    ['GET', '/writes'],
    ['GET', '/writes/1/2'],
  ] as const;
  for (const { app } of [leader, followers[0]!]) {
    for (const [method, url] of nowhere) {
      const reply = await app.inject({ method, url });
      t.equal(reply.statusCode, 404, `${method} ${url}`);
      t.match(reply.json(), { error: { code: 'ROUTE_NOT_FOUND', message: String, requestId: String } });
    }
  }
  const reply = await leader.app.inject('/nothing?secret=1');
  t.matchSnapshot(scrub(reply.json()), 'no such route');
});

t.test('replication is no business of a leader', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  for (const method of ['GET', 'POST'] as const) {
    t.equal((await leader.app.inject({ method, url: '/replicate' })).statusCode, 404);
  }
});

t.test('HEAD answers like GET, without a body', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 1 });
  for (const { app } of [leader, followers[0]!]) {
    for (const url of ['/ping', '/healthz', '/readyz', '/status', '/read?key=a', '/read?key=none', '/dump']) {
      const get = await app.inject(url);
      const head = await app.inject({ method: 'HEAD', url });
      t.equal(head.statusCode, get.statusCode, url);
      t.equal(head.headers['content-type'], get.headers['content-type']);
      t.equal(head.body, '');
    }
  }
});

t.test('a precondition that does not hold is refused with the version that stands', async t => {
  const { leader, all } = await startReplicas(t);
  t.equal((await write(leader, { key: 'a', value: 1, ifVersion: 0, quorum: 3 })).statusCode, 200);
  const before = await holdings(all);
  for (const ifVersion of [0, 2, Number.MAX_SAFE_INTEGER]) {
    const refused = await write(leader, { key: 'a', value: 2, ifVersion });
    t.equal(refused.statusCode, 412);
    t.match(refused.json(), { error: { code: 'VERSION_MISMATCH', version: 1 } });
    if (ifVersion !== Number.MAX_SAFE_INTEGER)
      t.matchSnapshot(scrub(refused.json()), `ifVersion ${ifVersion}`);
  }
  t.equal((await write(leader, { key: 'b', value: 2, ifVersion: 1 })).statusCode, 412);
  t.strictSame(await holdings(all), before);
  t.equal((await write(leader, { key: 'a', value: 2, ifVersion: 1 })).statusCode, 200);
});

t.test('what became of a write can be asked by its version', async t => {
  const { leader } = await startReplicas(t);
  await write(leader, { key: 'a', value: 1, quorum: 3 });
  await write(leader, { key: 'a', value: 2, quorum: 3 });
  t.match(await json(leader, '/writes/1'), { version: 1, state: 'superseded' });
  t.match(await json(leader, '/writes/2'), { version: 2, state: 'committed' });
  t.match(await json(leader, '/writes/3'), { version: 3, state: 'unknown' });
});
