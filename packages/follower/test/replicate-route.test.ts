import t from 'tap';
import { createApp } from './app.ts';
import { batchOf, leaderOf } from './support.ts';

t.test('a batch is answered with an ack', async t => {
  const { replicate, store } = createApp(t);
  const entries = [{ key: 'a', version: 1, value: null }];
  t.match(await replicate(batchOf({ incarnation: 'f', watermark: 1, entries })), {
    status: 200,
    body: { epoch: 0, incarnation: 'f', watermark: 1, lastVersion: 1 },
  });
  t.same(store.get('a'), entries[0]);
});

t.test('a value keeps a member named __proto__ all the way', async t => {
  const { app, replicate, store } = createApp(t);
  const entry = '{"key":"__proto__","version":1,"value":{"__proto__":{"a":1},"constructor":{"prototype":2}}}';
  const { status } = await replicate(JSON.stringify(batchOf()).replace('"entries":[', `"entries":[${entry}`));
  t.equal(status, 200);
  t.equal(JSON.stringify(store.get('__proto__')), entry);
  const page = await app.inject('/replicate/entries?after=0&limit=10');
  t.equal(page.body, `{"entries":[${entry}],"covers":1}`);
});

t.test('a leader whose epoch is over gets 409 with the newer one', async t => {
  const { replicate } = createApp(t);
  await replicate(batchOf({ epoch: 4, leader: leaderOf('second') }));
  t.match(await replicate(batchOf({ epoch: 3 })), {
    status: 409,
    body: { error: { code: 'STALE_EPOCH', epoch: 4, leader: 'http://second', requestId: String } },
  });
});

t.test('a batch that is no batch is refused whole', async t => {
  const { replicate, store } = createApp(t);
  const good = { key: 'a', version: 1, value: 1 };
  const bad = [
    '{}',
    '{',
    '',
    JSON.stringify({ ...batchOf(), extra: 1 }),
    JSON.stringify({ ...batchOf(), epoch: '0' }),
    JSON.stringify({ ...batchOf(), entries: [good, { key: 'b', version: 2 }] }),
    JSON.stringify({ ...batchOf(), entries: [good, { ...good, key: '\ud800' }] }),
  ];
  for (const [i, batch] of bad.entries()) {
    t.match(await replicate(batch), { status: 400, body: { error: { code: 'INVALID_REQUEST' } } }, `${i}`);
  }
  t.equal(store.lastVersion, 0);
  t.equal(store.promises.promised, undefined, 'nor is an epoch promised for it');
});

t.test('a batch that is too large or no JSON is told so', async t => {
  const { replicate } = createApp(t);
  const large = batchOf({ entries: [{ key: 'a', version: 1, value: 'x'.repeat(10_000) }] });
  t.match(await replicate(large), { status: 413, body: { error: { code: 'BODY_TOO_LARGE' } } });
  const text = await replicate('a', { 'content-type': 'text/plain' });
  t.match(text, { status: 415, body: { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } } });
});

t.test('a leader may look before it asks for anything', async t => {
  const { app, replicate, store } = createApp(t);
  const state = async () => (await app.inject('/replicate')).json() as unknown;
  t.match(await state(), { epoch: -1, incarnation: 'f', watermark: 0, lastVersion: 0 });
  t.equal(store.promises.promised, undefined);
  const entries = [
    { key: 'a', version: 1, value: { x: [1] } },
    { key: 'b', version: 2, tombstone: true } as const,
  ];
  await replicate(batchOf({ entries }));
  t.match(await state(), { epoch: 0, incarnation: 'f', watermark: 0, lastVersion: 2 });
  const page = async (query: string) => (await app.inject(`/replicate/entries?${query}`)).json() as unknown;
  t.same(await page('after=0&limit=1'), { entries: [entries[0]], covers: 1 });
  t.same(await page('after=1&limit=10'), { entries: [entries[1]], covers: 2 });
  t.match(await page('after=0&limit=0'), { error: { code: 'INVALID_REQUEST' } });
  t.match(await page('limit=1'), { error: { code: 'INVALID_REQUEST' } });
});
