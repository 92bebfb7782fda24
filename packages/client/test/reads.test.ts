import t from 'tap';
import { TimeoutError, UnavailableError } from '../src/index.ts';
import { clientOf, errorOfCall } from './clients.ts';
import {
  deadUrl,
  type FakeNode,
  fakeNode,
  inTurn,
  refusal,
  type Script,
  statusOf,
  writes,
} from './fake-node.ts';

const value =
  (version: number): Script =>
  () => ({ body: { key: 'a', value: 'x', version } });

t.test('a read gives the entry, or undefined', async t => {
  const node = await fakeNode(t, inTurn({ body: { key: 'a&b', value: { n: 1 }, version: 3 } }));
  const client = clientOf(t, [node.url]);
  const entry = await client.get<{ n: number }>('a&b');
  t.strictSame(entry, { key: 'a&b', value: { n: 1 }, version: 3 });
  t.equal(node.requests[0]!.path, '/read?key=a%26b');
  node.script = () => refusal(404, 'KEY_NOT_FOUND');
  t.equal(await client.get('a'), undefined);
  node.script = () => refusal(404, 'ROUTE_NOT_FOUND');
  t.match(await errorOfCall(client.get('a')), { code: 'ROUTE_NOT_FOUND', status: 404 });
});

t.test('a client reads what it wrote and what it read, unless told otherwise', async t => {
  const node = await fakeNode(t, writes(41));
  const client = clientOf(t, [node.url]);
  t.equal(client.lastVersion, 0);
  await client.put('a', 1);
  t.equal(client.lastVersion, 41);
  node.script = value(50);
  await client.get('a');
  node.script = value(7);
  await client.get('a');
  await client.get('a', { minVersion: 0 });
  await client.get('a', { minVersion: 12 });
  t.equal(client.lastVersion, 50);
  t.same(
    node.requests.slice(1).map(({ path }) => path),
    ['/read?key=a&minVersion=41', '/read?key=a&minVersion=50', '/read?key=a', '/read?key=a&minVersion=12'],
  );
});

t.test('reads are spread over the nodes, those that others named too', async t => {
  const [leader, one, two] = [
    await fakeNode(t, value(1)),
    await fakeNode(t, value(1)),
    await fakeNode(t, value(1)),
  ];
  const nodes: readonly FakeNode[] = [leader, one, two];
  for (const node of [one, two]) node.status = statusOf(node.url, 'follower', { leader: leader.url });
  leader.status = statusOf(leader.url, 'leader', {
    followers: [{ follower: one.url }, { follower: two.url }],
  });
  const client = clientOf(t, [one.url]);
  const reached = () => nodes.filter(({ requests }) => requests.length > 0).length;
  for (let i = 0; i < 1_000 && reached() < 3; i++) await client.get('a');
  for (const node of nodes) node.requests.length = 0;
  for (let i = 0; i < 30; i++) await client.get('a');
  t.same(
    nodes.map(({ requests }) => requests.length),
    [10, 10, 10],
  );
});

t.test('a read goes on to another node from one that cannot serve it', async t => {
  const good = await fakeNode(t, value(1));
  for (const script of [
    inTurn('break'),
    inTurn(refusal(503, 'NOT_READY')),
    inTurn(refusal(504, 'READ_TIMEOUT')),
    inTurn(refusal(500, 'INTERNAL')),
    inTurn({ status: 502, body: 'no JSON' }),
  ]) {
    const bad = await fakeNode(t, script);
    const client = clientOf(t, [bad.url, good.url]);
    t.match(await client.get('a'), { version: 1 });
    t.equal(bad.requests.length, 1);
  }
  const client = clientOf(t, [await deadUrl(t), good.url]);
  for (let i = 0; i < 10; i++) t.match(await client.get('a'), { version: 1 });
});

t.test('a read that waited in vain for a version asks the leader next', async t => {
  const late = await fakeNode(t, () => refusal(504, 'READ_TIMEOUT'));
  const other = await fakeNode(t, () => refusal(504, 'READ_TIMEOUT'));
  const leader = await fakeNode(t, value(9));
  leader.status = statusOf(leader.url, 'leader');
  const client = clientOf(t, [late.url, other.url, leader.url]);
  await client.status();
  for (let i = 0; i < 6; i++) t.match(await client.get('a'), { version: 9 });
  t.equal(leader.requests.length, 6);
  t.equal(late.requests.length + other.requests.length, 4, 'one of them each time, where it is their turn');
});

t.test('where all fail, the error names the last cause', async t => {
  const late = await fakeNode(t, () => refusal(504, 'READ_TIMEOUT'));
  const timeout = await errorOfCall(clientOf(t, [late.url], { timeoutMs: 1_000 }).get('a'));
  t.ok(timeout instanceof TimeoutError);
  t.match(timeout, { code: 'READ_TIMEOUT', requestId: 'r-1', message: /within 1000 ms/ });

  const frozen = await fakeNode(t, () => 'hang');
  const none = await errorOfCall(clientOf(t, [frozen.url], { timeoutMs: 200 }).get('a'));
  t.ok(none instanceof TimeoutError, 'a read is never indeterminate');
  t.match(none, { code: 'TIMEOUT' });

  const gone = await errorOfCall(clientOf(t, [await deadUrl(t)], { timeoutMs: 200 }).get('a'));
  t.ok(gone instanceof UnavailableError);
});

t.test('a list reads page after page from one node, and goes on from another', async t => {
  const pages: Script = ({ path }) => {
    const after = new URL(path, 'http://x').searchParams.get('after');
    const entry = (key: string, version: number) => ({ key, value: 1, version });
    if (after === null) return { body: { entries: [entry('p1', 1), entry('p2', 9)], next: 'p2' } };
    if (after === 'p2') return { body: { entries: [], next: 'p3' } };
    return { body: { entries: [entry('p4', 2)] } };
  };
  const one = await fakeNode(t, pages);
  const other = await fakeNode(t, pages);
  const client = clientOf(t, [one.url, other.url]);
  const keys = [];
  for await (const { key } of client.list({ prefix: 'p', pageSize: 2 })) {
    keys.push(key);
    if (key === 'p2') one.script = () => refusal(503, 'NOT_READY');
  }
  t.same(keys, ['p1', 'p2', 'p4']);
  t.equal(client.lastVersion, 9);
  t.same(
    one.requests.map(({ path }) => path),
    ['/keys?prefix=p&limit=2', '/keys?prefix=p&after=p2&limit=2'],
  );
  t.same(
    other.requests.map(({ path }) => path),
    ['/keys?prefix=p&after=p2&limit=2', '/keys?prefix=p&after=p3&limit=2'],
  );
});

t.test('a list that leads nowhere ends', async t => {
  const node = await fakeNode(t, () => ({ body: { entries: [], next: 'a' } }));
  const read = async () => {
    for await (const { key } of clientOf(t, [node.url]).list()) t.fail(key);
  };
  t.match(await errorOfCall(read()), { code: 'BAD_ANSWER' });
  t.equal(node.requests.length, 2);
});
