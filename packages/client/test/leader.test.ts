import t from 'tap';
import { clientOf, errorOfCall } from './clients.ts';
import { deadUrl, type FakeNode, fakeNode, inTurn, refusal, statusOf, writes } from './fake-node.ts';

/** Makes `node` a follower that knows `leader`. */
function follow(node: FakeNode, leader: string | null): void {
  node.script = ({ method }) =>
    method === 'GET' ? { body: { key: 'a', value: 1, version: 1 } } : refusal(421, 'NOT_LEADER', { leader });
  node.status = statusOf(node.url, 'follower', { leader });
}

function lead(node: FakeNode, epoch: number, followers: readonly string[] = []): void {
  node.script = writes(epoch * 1e9 + 1);
  node.status = statusOf(node.url, 'leader', {
    leader: node.url,
    epoch,
    followers: followers.map(follower => ({ follower })),
  });
}

t.test('from any node it finds the leader, and remembers it', async t => {
  const leader = await fakeNode(t);
  const follower = await fakeNode(t);
  lead(leader, 0, [follower.url]);
  follow(follower, leader.url);
  const client = clientOf(t, [follower.url]);
  t.match(await client.put('a', 1), { version: 1 });
  await client.put('a', 2);
  await client.delete('a');
  await client.batch([{ key: 'a', value: 1 }]);
  t.ok(follower.requests.length <= 1, 'a follower is asked once at most');
  t.equal(leader.requests.length, 4);
  t.equal(client.leader, leader.url);
});

t.test('a leader whose name means nothing here is reached by the URL that the client was given', async t => {
  const leader = await fakeNode(t);
  const follower = await fakeNode(t);
  const inside = await deadUrl(t);
  lead(leader, 0);
  leader.status = statusOf(inside, 'leader', { leader: inside });
  follow(follower, inside);
  const client = clientOf(t, [follower.url, leader.url]);
  for (const value of [1, 2, 3]) await client.put('a', value);
  t.equal(client.leader, leader.url);
  t.notOk(client.urls.includes(inside), 'it is no further node');
});

t.test('when the leader is gone it finds the next one', async t => {
  const old = await fakeNode(t);
  const next = await fakeNode(t);
  lead(old, 0, [next.url]);
  follow(next, old.url);
  const client = clientOf(t, [old.url]);
  await client.put('a', 1);
  while (!client.urls.includes(next.url)) await new Promise(resolve => setImmediate(resolve));
  await old.stop();
  lead(next, 1);
  t.match(await client.put('a', 2), { version: 1_000_000_001 });
  t.equal(client.leader, next.url);
});

t.test('it leaves a leader that has stepped down for the one of the newest epoch', async t => {
  const old = await fakeNode(t);
  const next = await fakeNode(t);
  lead(old, 3);
  old.script = () => refusal(503, 'NOT_READY');
  lead(next, 4);
  const client = clientOf(t, [old.url, next.url]);
  t.match(await client.put('a', 1), { version: 4_000_000_001 });
  t.equal(client.leader, next.url);
});

t.test('it waits for a follower to hear of a leader', async t => {
  const leader = await fakeNode(t);
  const follower = await fakeNode(t);
  lead(leader, 0);
  follow(follower, null);
  const client = clientOf(t, [follower.url]);
  let refusals = 0;
  follower.script = () => refusal(421, 'NOT_LEADER', { leader: ++refusals < 3 ? null : leader.url });
  t.match(await client.put('a', 1), { version: 1 });
});

t.test('nodes that name each other do not keep it busy', async t => {
  const one = await fakeNode(t);
  const other = await fakeNode(t);
  follow(one, other.url);
  follow(other, one.url);
  const client = clientOf(t, [one.url], { timeoutMs: 1_000 });
  const error = await errorOfCall(client.put('a', 1));
  t.match(error, { name: 'UnavailableError', code: 'NOT_LEADER', details: { leader: String } });
  const count = one.requests.length + other.requests.length;
  t.ok(count < 30, `${count} requests`);
});

t.test('a leader that restarts is waited for', async t => {
  const leader = await fakeNode(t);
  lead(leader, 0);
  leader.script = inTurn('break', refusal(503, 'NOT_READY'), refusal(503, 'NOT_READY'), {
    body: { key: 'a', version: 1_000_000_001 },
  });
  const client = clientOf(t, [leader.url]);
  t.match(await client.put('a', 1), { version: 1_000_000_001 });
});

t.test('the stronger reads go to the leader', async t => {
  const leader = await fakeNode(t);
  const follower = await fakeNode(t);
  lead(leader, 0);
  leader.script = () => ({ body: { key: 'a', value: 1, version: 5, committed: true } });
  follow(follower, leader.url);
  const client = clientOf(t, [leader.url, follower.url]);
  await client.status();
  for (const consistency of ['committed', 'linearizable'] as const) {
    for (let i = 0; i < 3; i++) t.match(await client.get('a', { consistency }), { committed: true });
  }
  t.strictSame(follower.requests, []);
  t.match(leader.requests[0]!.path, '/read?key=a&consistency=committed');
});

t.test('the status is the leader’s, or that of the node that is asked for', async t => {
  const leader = await fakeNode(t);
  const follower = await fakeNode(t);
  lead(leader, 2, [follower.url]);
  follow(follower, leader.url);
  const client = clientOf(t, [follower.url]);
  t.match(await client.status(), { role: 'leader', epoch: 2 });
  t.match(await client.status({ url: follower.url }), { role: 'follower' });
  await leader.stop();
  t.match(await client.status(), { role: 'follower' });
});
