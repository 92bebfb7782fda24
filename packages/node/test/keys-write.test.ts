import t from 'tap';
import { json, type Running, startNode, startReplicas, until, write } from './nodes.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

function put(
  { app }: Running,
  key: string,
  value: unknown,
  headers: Record<string, string> = {},
  query = '',
) {
  const url = `/keys/${encodeURIComponent(key)}${query}`;
  return app.inject({
    method: 'PUT',
    url,
    headers: { ...JSON_TYPE, ...headers },
    payload: JSON.stringify(value),
  });
}

function remove({ app }: Running, key: string, headers: Record<string, string> = {}) {
  return app.inject({ method: 'DELETE', url: `/keys/${encodeURIComponent(key)}`, headers });
}

const valueOn = (node: Running, key: string) => {
  const entry = node.replica.store.get(key);
  return entry === undefined || 'tombstone' in entry ? undefined : entry.value;
};

t.test('PUT stores any JSON value under any key, and its ETag is the version', async t => {
  const { leader, all } = await startReplicas(t);
  const values = [null, false, 0, '', 'text', [], { a: { b: [1, 'é'] } }];
  for (const [i, value] of values.entries()) {
    const key = `a/b?c=%ff ${i} 😀`;
    const reply = await put(leader, key, value, {}, '?quorum=3');
    t.equal(reply.statusCode, 200, reply.body);
    t.match(reply.json(), { key, version: i + 1, quorum: 3 });
    t.equal(reply.headers.etag, `"${i + 1}"`);
    for (const node of all) t.strictSame(valueOn(node, key), value);
  }
  const empty = await leader.app.inject({ method: 'PUT', url: '/keys/a' });
  t.match([empty.statusCode, empty.json()], [400, { error: { code: 'INVALID_REQUEST' } }]);
});

t.test('If-Match and If-None-Match are compare-and-set', async t => {
  const { leader } = await startReplicas(t);
  t.equal((await put(leader, 'a', 1, { 'if-none-match': '*' })).statusCode, 200);
  const taken = await put(leader, 'a', 2, { 'if-none-match': '*' });
  t.match([taken.statusCode, taken.json()], [412, { error: { code: 'VERSION_MISMATCH', version: 1 } }]);
  t.equal((await put(leader, 'a', 2, { 'if-match': '"1"' })).statusCode, 200);
  t.equal((await put(leader, 'a', 3, { 'if-match': '"1"' })).statusCode, 412);
  t.equal((await put(leader, 'a', 3, { 'if-match': '*' })).statusCode, 200);
  t.equal((await put(leader, 'b', 3, { 'if-match': '*' })).statusCode, 412);
  t.equal((await remove(leader, 'a', { 'if-match': '"2"' })).statusCode, 412);
  t.equal((await remove(leader, 'a', { 'if-match': '"3"' })).statusCode, 200);
  for (const headers of [
    { 'if-match': '3' },
    { 'if-match': 'W/"3"' },
    { 'if-match': '"0"' },
    { 'if-match': '"99999999999999999"' },
    { 'if-none-match': '"3"' },
    { 'if-match': '"3"', 'if-none-match': '*' },
  ]) {
    const refused = await put(leader, 'a', 1, headers);
    t.match(
      [refused.statusCode, refused.json()],
      [400, { error: { code: 'INVALID_REQUEST' } }],
      JSON.stringify(headers),
    );
  }
});

t.test('DELETE leaves a tombstone everywhere, and 404 where there is nothing to delete', async t => {
  const { leader, all, followers } = await startReplicas(t);
  await put(leader, 'a', 1);
  t.match((await remove(leader, 'a')).json(), { key: 'a', version: 2, quorum: 2 });
  await until('all have it', () => all.every(node => node.replica.store.lastVersion === 2));
  for (const node of all) t.equal(node.replica.store.liveKeys, 0);
  t.equal((await remove(leader, 'a', JSON_TYPE)).statusCode, 404, 'a type without a body does no harm');
  const again = await remove(leader, 'a');
  t.match([again.statusCode, again.json()], [404, { error: { code: 'KEY_NOT_FOUND' } }]);
  t.equal(leader.replica.store.lastVersion, 2, 'nothing was stored');
  for (const method of ['PUT', 'DELETE'] as const) {
    const refused = await followers[0]!.app.inject({
      method,
      url: '/keys/a',
      headers: JSON_TYPE,
      payload: '1',
    });
    t.match([refused.statusCode, refused.json()], [421, { error: { code: 'NOT_LEADER' } }]);
  }
});

t.test('keys of Quorate’s own are refused in every write', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  const key = '\u0000quorate/x';
  t.equal((await write(leader, { key, value: 1 })).statusCode, 400);
  t.equal((await put(leader, key, 1)).statusCode, 400);
  t.equal((await remove(leader, key)).statusCode, 400);
  const batch = await leader.app.inject({
    method: 'POST',
    url: '/batch',
    payload: { operations: [{ key, value: 1 }] },
  });
  t.equal(batch.statusCode, 400);
  t.equal(leader.replica.store.lastVersion, 0);
});

t.test('a write with a time to live is deleted on every replica, under a version of its own', async t => {
  const { leader, all } = await startReplicas(t);
  await write(leader, { key: 'kept', value: 1, ttlMs: 1 });
  await write(leader, { key: 'kept', value: 2 });
  t.equal((await write(leader, { key: 'a', value: 1, ttlMs: 50 })).statusCode, 200);
  await put(leader, 'b', 1, {}, '?ttlMs=50');
  await put(leader, 'c', 1, {}, '?ttlMs=3600000');
  await until('both are gone everywhere', () =>
    all.every(node => valueOn(node, 'a') === undefined && valueOn(node, 'b') === undefined),
  );
  for (const node of all) {
    t.match(node.replica.store.get('a'), { tombstone: true });
    t.equal(valueOn(node, 'kept'), 2, 'written again, without a limit');
    t.equal(valueOn(node, 'c'), 1);
  }
});

t.test('expiry goes on after a restart of the leader', async t => {
  const nodes: Running[] = [];
  // Set up before the folder is made, so that they stop before it is removed.
  t.teardown(() => Promise.all(nodes.map(node => node.stop())));
  const folder = t.testdir();
  const follower = await startNode(t, { ROLE: 'follower', PORT: '5001' });
  const settings = {
    ROLE: 'leader',
    FOLLOWERS: follower.url,
    WRITE_QUORUM: '1',
    DURABILITY: 'sync',
    DATA_DIR: `${folder}/leader`,
  };
  const first = await startNode(t, settings);
  nodes.push(first);
  await until('it is ready', async () => (await first.app.inject('/readyz')).statusCode === 200);
  t.equal((await write(first, { key: 'a', value: 1, ttlMs: 300 })).statusCode, 200);
  await first.stop();
  const second = await startNode(t, settings);
  nodes.push(second);
  await until('the follower let go of it', () => valueOn(follower, 'a') === undefined);
  t.match(second.replica.store.get('a'), { tombstone: true });
});

t.test('a trace names every follower’s ack, and what each quorum would have cost', async t => {
  const { leader, followers } = await startReplicas(t);
  for (const reply of [
    await leader.app.inject({
      method: 'POST',
      url: '/write?trace=true',
      payload: { key: 'a', value: 1, quorum: 1 },
    }),
    await put(leader, 'a', 2, { prefer: 'respond-async, trace' }, '?quorum=1'),
  ]) {
    t.equal(reply.statusCode, 200, reply.body);
    const { trace, durationMs } = reply.json<{
      durationMs: number;
      trace: {
        acks: { follower: string; afterMs: number }[];
        quorums: { quorum: number; afterMs: number }[];
      };
    }>();
    t.same(trace.acks.map(({ follower }) => follower).toSorted(), followers.map(({ url }) => url).toSorted());
    t.same(
      trace.quorums.map(({ quorum }) => quorum),
      [1, 2, 3],
    );
    t.same(
      trace.quorums.map(({ afterMs }) => afterMs),
      trace.acks.map(({ afterMs }) => afterMs),
    );
    t.equal(trace.quorums[0]!.afterMs, durationMs, 'the quorum that it asked for');
  }
  const { quorumCurve } = await json<{ quorumCurve: { quorum: number; count: number; p50Ms: number }[] }>(
    leader,
    '/status',
  );
  t.same(
    quorumCurve.map(({ quorum, count }) => [quorum, count]),
    [
      [1, 2],
      [2, 2],
      [3, 2],
    ],
  );
  t.notOk('trace' in (await write(leader, { key: 'a', value: 3 })).json<object>());
});

t.test('a deletion that asks for no value makes no sense', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  t.equal((await remove(leader, 'a', { 'if-none-match': '*' })).statusCode, 400);
  t.equal(leader.replica.store.lastVersion, 0);
});
