import t from 'tap';
import { createApp } from './app.ts';
import { batchOf, leaderOf } from './support.ts';

t.test('a follower answers writes with 421 and the leader’s URL once it has heard from one', async t => {
  const { app, replicate, store } = createApp(t);
  const write = async (payload: string) => {
    const headers = { 'content-type': 'application/json' };
    const response = await app.inject({ method: 'POST', url: '/write', headers, payload });
    return { status: response.statusCode, body: response.json() as unknown };
  };
  const refused = (leader: string | null) => ({
    status: 421,
    body: { error: { code: 'NOT_LEADER', leader } },
  });
  t.match(await write('{"key":"a","value":1}'), refused(null));
  await replicate(batchOf({ leader: leaderOf('first') }));
  t.match(await write('{"key":"a","value":1}'), refused('http://first'));
  await replicate(batchOf({ epoch: 1, leader: leaderOf('second') }));
  t.match(await write('{"key":"a","value":1}'), refused('http://second'));
  t.match(await write('not even JSON'), refused('http://second'), 'whatever the write is');
  t.equal(store.lastVersion, 0);
});

t.test('a follower cannot tell what became of a write, and says who can', async t => {
  const { app, replicate } = createApp(t);
  await replicate(batchOf());
  const response = await app.inject('/writes/1');
  t.equal(response.statusCode, 421);
  t.match(response.json(), { error: { code: 'NOT_LEADER', leader: 'http://first' } });
});

t.test('writes are refused without the cluster’s token: they are the clients’ routes', async t => {
  const { app } = createApp(t, { clusterToken: 'token' });
  const response = await app.inject({ method: 'POST', url: '/write', payload: {} });
  t.equal(response.statusCode, 421);
});
