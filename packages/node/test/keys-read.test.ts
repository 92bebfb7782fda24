import { Agent, request } from 'node:http';
import t from 'tap';
import { json, type Running, startReplicas, until, write } from './nodes.ts';

interface List {
  readonly entries: readonly { readonly key: string; readonly value: unknown; readonly version: number }[];
  readonly next?: string;
}

const RESERVED = '\u0000quorate/x';

async function level(nodes: readonly Running[], version: number): Promise<void> {
  await until('all have it', () => nodes.every(node => node.replica.store.promises.watermark >= version));
}

t.test('GET /keys/:key answers with the value alone, as JSON, and its ETag', async t => {
  const { leader, all } = await startReplicas(t);
  const values = [null, false, 0, '', 'text', 'é 😀', [], { a: { b: [1, 'é'] }, '': { __proto__: 1 } }];
  const keys = ['a', ' ', '/a/../b?c=d&e#f', '\u0000', '%ff', '__proto__', '😀', 'é'.repeat(256)];
  for (const [i, key] of keys.entries()) await write(leader, { key, value: values[i], quorum: 3 });
  await level(all, keys.length);
  for (const node of all) {
    for (const [i, key] of keys.entries()) {
      const url = `/keys/${encodeURIComponent(key)}`;
      const reply = await node.app.inject(url);
      t.equal(reply.statusCode, 200, key);
      t.strictSame(reply.json(), values[i], 'parsed');
      t.equal(reply.body, JSON.stringify(values[i]));
      t.match(reply.headers, { etag: `"${i + 1}"`, 'content-type': /^application\/json/ });
      const head = await node.app.inject({ method: 'HEAD', url });
      t.match([head.statusCode, head.headers.etag, head.body], [200, `"${i + 1}"`, '']);
    }
    const missing = await node.app.inject('/keys/nothing');
    t.match([missing.statusCode, missing.json()], [404, { error: { code: 'KEY_NOT_FOUND' } }]);
  }
});

t.test('a value that is known already is not sent again', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 1 });
  for (const [header, status] of [
    ['"1"', 304],
    ['W/"1"', 304],
    ['"7", "1"', 304],
    ['*', 304],
    ['"2"', 200],
    ['1', 200],
  ] as const) {
    const reply = await leader.app.inject({ url: '/keys/a', headers: { 'if-none-match': header } });
    t.equal(reply.statusCode, status, header);
    t.equal(reply.body, status === 304 ? '' : '1');
    t.equal(reply.headers.etag, '"1"');
  }
});

t.test('GET /keys/:key takes the levels of /read', async t => {
  const { leader, followers } = await startReplicas(t);
  await write(leader, { key: 'a', value: 1 });
  for (const consistency of ['local', 'committed', 'linearizable'])
    t.equal((await leader.app.inject(`/keys/a?consistency=${consistency}`)).body, '1');
  t.equal((await followers[0]!.app.inject('/keys/a?minVersion=1')).body, '1');
  t.equal((await followers[0]!.app.inject('/keys/a?consistency=committed')).statusCode, 421);
});

t.test('GET /keys lists in order of bytes, page by page, with a prefix', async t => {
  const { leader, all } = await startReplicas(t, { followers: 1 });
  const keys = ['a', 'a/1', 'a/2', 'a/😀', 'a/Ａ', 'b', 'b/1', '\u0000', '😀'];
  for (const [i, key] of keys.entries()) await write(leader, { key, value: i });
  await leader.app.inject({ method: 'DELETE', url: '/keys/a%2F2' });
  const last = keys.length + 2;
  leader.replica.store.apply([{ key: RESERVED, version: last, value: 1 }], last);
  await level(all, keys.length + 1);
  const sorted = (of: string[]) => of.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const live = keys.filter(key => key !== 'a/2');
  for (const node of all) {
    for (const [query, expected] of [
      ['', live],
      ['&prefix=', live],
      ['&prefix=a', live.filter(key => key.startsWith('a'))],
      ['&prefix=a%2F', live.filter(key => key.startsWith('a/'))],
      ['&prefix=b', ['b', 'b/1']],
      ['&prefix=c', []],
    ] as const) {
      for (const limit of [1, 2, 100]) {
        const found: string[] = [];
        let after = '';
        for (let pages = 0; ; pages++) {
          t.ok(pages < 20);
          const page = await json<List>(node, `/keys?limit=${limit}${query}${after}`);
          t.ok(page.entries.length <= limit);
          found.push(...page.entries.map(({ key }) => key));
          if (page.next === undefined) break;
          after = `&after=${encodeURIComponent(page.next)}`;
        }
        t.same(found, sorted([...expected]), `${query} by ${limit}`);
      }
    }
  }
  t.same((await json<List>(leader, '/keys?prefix=b&limit=1')).entries, [{ key: 'b', value: 5, version: 6 }]);
  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'unknown=1'])
    t.equal((await leader.app.inject(`/keys?${query}`)).statusCode, 400, query);
});

t.test('Quorate’s own keys are in no read', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  leader.replica.store.apply([{ key: RESERVED, version: 1, value: 1 }], 1);
  const key = encodeURIComponent(RESERVED);
  for (const url of [`/keys/${key}`, `/read?key=${key}`])
    t.equal((await leader.app.inject(url)).statusCode, 404, url);
  t.same(await json(leader, '/dump'), { entries: [] });
  t.same(await json(leader, '/keys'), { entries: [] });
  t.same(await json(leader, `/keys?prefix=${key}`), { entries: [] });
});

t.test('a page ends where its bytes are enough', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  for (const i of [1, 2, 3, 4, 5]) await write(leader, { key: `k${i}`, value: 'x'.repeat(400_000) });
  const first = await json<List>(leader, '/keys?limit=1000');
  t.ok(first.entries.length < 5, `${first.entries.length}`);
  const second = await json<List>(leader, `/keys?limit=1000&after=${first.next}`);
  t.equal(first.entries.length + second.entries.length, 5);
});

t.test('a HEAD over a real connection has no body', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 'x' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const ask = (method: string) =>
    new Promise<string>((resolve, reject) => {
      const sent = request(`${leader.url}/keys/a`, { method, agent }, reply => {
        let body = `${reply.statusCode} `;
        reply.on('data', chunk => (body += chunk)).on('end', () => resolve(body));
      });
      sent.on('error', reject).end();
    });
  t.equal(await ask('HEAD'), '200 ');
  t.equal(await ask('GET'), '200 "x"');
});

t.test('a list passes over Quorate’s own keys, however many there are', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  for (const key of ['\u0000a', '\u0000quorate', '\u0000quorate0', '\u0000r', 'z'])
    await write(leader, { key, value: 1 });
  const own = Array.from({ length: 12_000 }, (_, i) => ({
    key: `${RESERVED}/${i}`,
    version: 6 + i,
    value: 1,
  }));
  leader.replica.store.apply(own, 12_005);
  for (const limit of [1, 2, 3, 100]) {
    const found: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: List = await json<List>(leader, `/keys?limit=${limit}&after=${encodeURIComponent(after)}`);
      found.push(...page.entries.map(({ key }) => key));
      after = page.next;
    }
    t.same(found, ['\u0000a', '\u0000quorate', '\u0000quorate0', '\u0000r', 'z'], `by ${limit}`);
  }
});
