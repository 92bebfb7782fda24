import type { RangeReply } from '@quorate/protocol';
import { openMemoryStore, summarizeRange } from '@quorate/store';
import t from 'tap';
import { type App, createApp } from './app.ts';
import { batchOf } from './support.ts';

const KEYS = ['a', 'a b&c=%', 'b\u0000', 'ü', '\uff21', '\u{1f600}'];
const ENTRIES = KEYS.map((key, i) =>
  i === 1 ? { key, version: i + 1, tombstone: true as const } : { key, version: i + 1, value: { i } },
);

function filled(app: App): Promise<unknown> {
  return app.replicate(batchOf({ incarnation: 'f', watermark: 4, entries: ENTRIES }));
}

async function range({ app }: App, query: Record<string, string>): Promise<RangeReply> {
  const reply = await app.inject({ url: '/replicate/range', query });
  if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${reply.body}`);
  return reply.json();
}

t.test('only with the cluster’s token, and for strangers nothing is read', async t => {
  const clusterToken = 'a token of the cluster';
  const { app, store } = createApp(t, { clusterToken });
  let read = 0;
  const { records } = store;
  store.records = after => {
    read++;
    return records.call(store, after);
  };
  const url = '/replicate/range?after=&limit=1';
  for (const authorization of [undefined, '', clusterToken, `Bearer ${clusterToken}x`, 'Bearer ']) {
    const reply = await app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
    t.equal(reply.statusCode, 401, String(authorization));
    t.match(reply.json(), { error: { code: 'UNAUTHORIZED' } });
  }
  t.equal(read, 0);
  const headers = { authorization: `Bearer ${clusterToken}` };
  t.equal((await app.inject({ url, headers })).statusCode, 200);
  t.equal(read, 1);
});

t.test('without detail a range has its digest, its end and the watermark', async t => {
  const app = createApp(t);
  await filled(app);
  const { digest } = summarizeRange(app.store, { after: '' });
  const all = { digest, last: null, watermark: 4, collected: 0, fingerprints: [] };
  t.same(await range(app, { after: '', limit: '100' }), all);
  t.same(await range(app, { after: '', limit: '100', detail: 'false' }), all);
  t.same(await range(app, { after: '', limit: '6' }), all, 'just as many as there are: it reaches the end');
  const part = await range(app, { after: '', limit: '5' });
  t.equal(part.last, '\uff21');
  t.not(part.digest, digest);
});

t.test('with detail each key is named, by version and hash, and no value is told', async t => {
  const app = createApp(t);
  await filled(app);
  const { fingerprints } = await range(app, { after: '', limit: '100', detail: 'true' });
  t.same(
    fingerprints.map(({ key, version }) => [key, version]),
    ENTRIES.map(({ key, version }) => [key, version]),
  );
  t.same(fingerprints, summarizeRange(app.store, { after: '' }).fingerprints);
});

t.test('pages join: each key comes once, in the order of its bytes, whatever is in it', async t => {
  const app = createApp(t);
  await filled(app);
  for (const limit of [1, 2, 4, 6]) {
    const seen: string[] = [];
    const pages: number[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: RangeReply = await range(app, { after, limit: String(limit), detail: 'true' });
      seen.push(...page.fingerprints.map(({ key }) => key));
      pages.push(page.fingerprints.length);
      if (page.last !== null) t.equal(page.last, page.fingerprints.at(-1)?.key);
      after = page.last;
    }
    t.same(seen, KEYS, `limit ${limit}`);
    t.ok(
      pages.every(length => length <= limit),
      `${pages}`,
    );
  }
  t.match(await range(app, { after: '\u{1f600}', limit: '5', detail: 'true' }), {
    last: null,
    fingerprints: [],
  });
});

t.test(
  'a replica with the same entries answers with the same digest, and an altered one with another',
  async t => {
    const app = createApp(t);
    await filled(app);
    const other = openMemoryStore();
    other.apply(ENTRIES.toReversed());
    const query = { after: '', limit: '100' };
    t.equal((await range(app, query)).digest, summarizeRange(other, { after: '' }).digest);
    const altered = openMemoryStore();
    altered.apply(ENTRIES.map(entry => (entry.key === 'ü' ? { ...entry, value: { i: 9 } } : entry)));
    t.not((await range(app, query)).digest, summarizeRange(altered, { after: '' }).digest);
  },
);

t.test('an empty follower has one empty range', async t => {
  const app = createApp(t);
  t.match(await range(app, { after: '', limit: '1', detail: 'true' }), {
    last: null,
    watermark: 0,
    fingerprints: [],
  });
});

t.test('a query that does not fit is refused', async t => {
  const { app } = createApp(t);
  const bad = [
    '',
    'after=',
    'limit=1',
    'after=&limit=0',
    'after=&limit=5001',
    'after=&limit=1.5',
    'after=&limit=many',
    'after=&limit=1&detail=maybe',
    'after=&limit=1&more=1',
    `after=${'x'.repeat(513)}&limit=1`,
  ];
  for (const query of bad) {
    const reply = await app.inject(`/replicate/range?${query}`);
    t.equal(reply.statusCode, 400, query);
    t.match(reply.json(), { error: { code: 'INVALID_REQUEST' } }, query);
  }
  t.equal((await app.inject('/replicate/range?after=&limit=5000')).statusCode, 200);
  t.equal((await app.inject(`/replicate/range?after=${'x'.repeat(512)}&limit=1`)).statusCode, 200);
  t.equal((await app.inject({ method: 'POST', url: '/replicate/range' })).statusCode, 404);
});
