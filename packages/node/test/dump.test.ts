import { isKey } from '@quorate/store';
import t from 'tap';
import { startReplicas, write } from './nodes.ts';

interface Dumped {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
}

const byBytes = (a: Dumped, b: Dumped) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

t.test('an empty dump is well formed in both forms', async t => {
  const { all } = await startReplicas(t, { followers: 1 });
  for (const { app } of all) {
    t.equal((await app.inject('/dump')).body, '{"entries":[]}');
    const lines = await app.inject('/dump?format=ndjson');
    t.equal(lines.statusCode, 200);
    t.equal(lines.body, '');
  }
});

t.test('a dump of several pages is whole and in key order, in both forms and on every node', async t => {
  const { leader, followers, all } = await startReplicas(t);
  const expected: Dumped[] = [];
  const keys = Array.from(
    { length: 2_500 },
    (_, i) => `${['a', 'é', '😀', 'Ａ', '~'][i % 5]}${(i * 7919) % 10_007}`,
  );
  t.ok(keys.every(isKey));
  // Some values are large, so that pages end by their size, too.
  await Promise.all(
    keys.map(async (key, i) => {
      const value = { i, text: 'x'.repeat(i % 100 === 0 ? 20_000 : 10) };
      const reply = await write(leader, { key, value, quorum: followers.length });
      expected.push({ key, value, version: reply.json<Dumped>().version });
    }),
  );
  expected.sort(byBytes);
  t.equal(expected.length, new Set(keys).size);
  for (const { app } of all) {
    const whole = await app.inject('/dump');
    t.equal(whole.headers['content-type'], 'application/json; charset=utf-8');
    t.strictSame(whole.json(), { entries: expected });
    const lines = await app.inject('/dump?format=ndjson');
    t.equal(lines.headers['content-type'], 'application/x-ndjson');
    t.ok(lines.body.endsWith('\n'));
    t.strictSame(
      lines.body
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
      expected,
    );
  }
});

t.test('the Accept header chooses the form where the query does not', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 1 });
  const ask = async (url: string, accept: string) =>
    (await leader.app.inject({ url, headers: { accept } })).headers['content-type'];
  t.equal(await ask('/dump', 'application/x-ndjson'), 'application/x-ndjson');
  t.equal(await ask('/dump', 'text/html, application/x-ndjson;q=0.9'), 'application/x-ndjson');
  t.equal(await ask('/dump', '*/*'), 'application/json; charset=utf-8');
  t.equal(await ask('/dump?format=json', 'application/x-ndjson'), 'application/json; charset=utf-8');
});

t.test('a reader that hangs up in the middle of a dump disturbs nobody', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await Promise.all(
    Array.from({ length: 40 }, (_, i) => write(leader, { key: `k${i}`, value: 'x'.repeat(500_000) })),
  );
  const abort = new AbortController();
  const reply = await fetch(`${leader.url}/dump`, { signal: abort.signal });
  await reply.body!.getReader().read();
  abort.abort();
  t.equal((await write(leader, { key: 'after', value: 1 })).statusCode, 200);
  const again = await leader.app.inject('/dump');
  t.equal(again.json<{ entries: unknown[] }>().entries.length, 41);
});

t.test('a dump says when an entry expires', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 1, ttlMs: 3_600_000 });
  const [line] = (await leader.app.inject('/dump?format=ndjson')).body.split('\n');
  const { expiresAtMs, ...entry } = JSON.parse(line!) as { expiresAtMs: number };
  t.same(entry, { key: 'a', value: 1, version: 1 });
  t.ok(expiresAtMs > Date.now() + 3_000_000 && expiresAtMs <= Date.now() + 3_600_000);
});
