import type { FaultsReply } from '@quorate/protocol';
import t from 'tap';
import { json, type Running, startReplicas, until, write } from './nodes.ts';

const inject = (node: Running, fault: object) =>
  node.app.inject({ method: 'POST', url: '/faults', payload: fault });
const stateOf = async (node: Running, place: number) =>
  (await json<{ followers: { state: string }[] }>(node, '/status')).followers[place]?.state;

t.test('a cut follower is down, and comes back by itself', async t => {
  const { leader, followers } = await startReplicas(t, { env: { FAULTS: 'true' } });
  const follower = followers[1]!.url;
  const cut = await inject(leader, { follower, kind: 'cut', durationMs: 60_000 });
  t.equal(cut.statusCode, 200);
  t.match(cut.json(), { follower, kind: 'cut', seed: Number });
  await until('it is down', async () => (await stateOf(leader, 1)) === 'down');
  t.equal((await write(leader, { key: 'a', value: 1 })).statusCode, 200, 'two of three are enough');
  t.equal((await write(leader, { key: 'b', value: 1, quorum: 3 })).json().error.code, 'QUORUM_UNREACHABLE');
  const undone = await leader.app.inject({ method: 'DELETE', url: `/faults/${cut.json().id}` });
  t.same(undone.json(), { enabled: true, faults: [] });
  await until('it streams', async () => (await stateOf(leader, 1)) === 'stream');
  t.equal((await write(leader, { key: 'b', value: 1, quorum: 3 })).statusCode, 200);
  t.equal(followers[1]!.replica.store.get('a')?.version, 1);
});

t.test('a delay costs the quorums that need the follower, and no other', async t => {
  const { leader, followers } = await startReplicas(t, { env: { FAULTS: 'true' } });
  const delay = { follower: followers[2]!.url, kind: 'delay', minMs: 80, maxMs: 90, durationMs: 60_000 };
  t.equal((await inject(leader, delay)).statusCode, 200);
  await until('it is delayed', async () => {
    const { trace } = (
      await leader.app.inject({ method: 'POST', url: '/write?trace=true', payload: { key: 'a', value: 1 } })
    ).json();
    return trace.acks.at(-1).follower === followers[2]!.url && trace.acks.at(-1).afterMs >= 80;
  });
  t.same((await leader.app.inject({ method: 'DELETE', url: '/faults' })).json().faults, []);
});

t.test('faults are refused where they are not allowed, or make no sense', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1, env: { FAULTS: 'false' } });
  const follower = followers[0]!.url;
  const cut = { follower, kind: 'cut', durationMs: 1_000 };
  t.same(await json<FaultsReply>(leader, '/faults'), { enabled: false, faults: [] });
  const refused = await inject(leader, cut);
  t.equal(refused.statusCode, 403);
  t.equal(refused.json().error.code, 'FAULTS_DISABLED');
  t.match((await inject(followers[0]!, cut)).json(), { error: { code: 'NOT_LEADER' } });
  t.match(await json(followers[0]!, '/faults'), { error: { code: 'NOT_LEADER' } });

  const { leader: open, followers: its } = await startReplicas(t, { followers: 1, env: { FAULTS: 'true' } });
  const fine = { ...cut, follower: its[0]!.url };
  for (const [what, change] of Object.entries<object>({
    'no end': { durationMs: undefined },
    'too late an end': { durationMs: 3_600_001 },
    'an unknown kind': { kind: 'explode' },
    'an unknown follower': { follower },
    'a member too many': { quorum: 1 },
    'a rate above 1': { kind: 'drop', rate: 1.5 },
    'a rate as text': { kind: 'drop', rate: '0.5' },
    'a delay without an end': { kind: 'delay', minMs: 5 },
    'a seed below 0': { seed: -1 },
  })) {
    const answer = await inject(open, { ...fine, ...change });
    t.equal(answer.statusCode, 400, what);
    t.equal(answer.json().error.code, 'INVALID_REQUEST', what);
  }
  t.same((await json<FaultsReply>(open, '/faults')).faults, []);
});

t.test('a follower is read through the leader', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 2 });
  await write(leader, { key: 'a b&c', value: { x: 1 }, quorum: 2 });
  const answer = await leader.app.inject('/followers/2/read?key=a%20b%26c&minVersion=1');
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), { key: 'a b&c', value: { x: 1 }, version: 1 });
  t.match(await json(leader, '/followers/2/read?key=none'), { error: { code: 'KEY_NOT_FOUND' } });
  t.match(await json(leader, '/followers/1/read?key=a&consistency=committed'), {
    error: { code: 'NOT_LEADER' },
  });
  t.match(await json(leader, '/followers/3/read?key=a'), { error: { code: 'INVALID_REQUEST' } });
  t.match(await json(followers[0]!, '/followers/1/read?key=a'), { error: { code: 'NOT_LEADER' } });
  await followers[1]!.stop();
  const gone = await leader.app.inject('/followers/2/read?key=a');
  t.equal(gone.statusCode, 502);
  t.match(gone.json(), { error: { code: 'FOLLOWER_UNREACHABLE', message: /no answer/ } });
});
