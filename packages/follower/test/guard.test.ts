import t from 'tap';
import { createApp } from './app.ts';
import { batchOf } from './support.ts';

const clusterToken = 'a token of the cluster';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

t.test('with the cluster’s token a leader gets in', async t => {
  const { app, replicate } = createApp(t, { clusterToken });
  t.equal((await replicate(batchOf(), bearer(clusterToken))).status, 200);
  for (const url of ['/replicate', '/replicate/entries?after=0&limit=1']) {
    t.equal((await app.inject({ url, headers: bearer(clusterToken) })).statusCode, 200, url);
  }
});

t.test('without the token, or with another, every replication route answers 401', async t => {
  const { app, replicate, store } = createApp(t, { clusterToken });
  const wrong = [
    {},
    bearer(''),
    bearer('another token'),
    bearer(`${clusterToken}x`),
    bearer(clusterToken.toUpperCase()),
    { authorization: clusterToken },
    { authorization: `Basic ${clusterToken}` },
  ];
  for (const [i, headers] of wrong.entries()) {
    const answer = await replicate(batchOf({ entries: [{ key: 'a', version: 1, value: 1 }] }), headers);
    t.match(answer, { status: 401, body: { error: { code: 'UNAUTHORIZED' } } }, `${i}`);
    t.notMatch(JSON.stringify(answer.body), clusterToken, 'the token is not told');
    for (const url of ['/replicate', '/replicate/entries?after=0&limit=1']) {
      t.equal((await app.inject({ url, headers })).statusCode, 401, `${i} ${url}`);
    }
  }
  t.equal(store.lastVersion, 0);
  t.equal(store.promises.promised, undefined);
});

t.test('a stranger is refused before the body is read', async t => {
  const { app, replicate } = createApp(t, { clusterToken, bodyLimit: 10 });
  let parsed = 0;
  app.addHook('preParsing', async () => {
    parsed++;
  });
  for (const body of ['{', 'x'.repeat(1_000), '']) t.equal((await replicate(body)).status, 401);
  t.equal((await replicate('a', { 'content-type': 'text/plain' })).status, 401);
  t.equal(parsed, 0);
  t.equal((await replicate('{', bearer(clusterToken))).status, 400, 'while a leader is told what is wrong');
  t.equal(parsed, 1);
});

t.test('where no token is configured every caller passes', async t => {
  const { replicate } = createApp(t);
  t.equal((await replicate(batchOf())).status, 200);
  t.equal((await replicate(batchOf(), bearer('any'))).status, 200);
});
