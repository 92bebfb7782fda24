import { createHash } from 'node:crypto';
import { operations } from '@quorate/protocol';
import t, { type Test } from 'tap';
import { demandOf } from '../src/access/scope.ts';
import { findToken, parseTokens } from '../src/access/tokens.ts';
import { holdings, type Running, startReplicas } from './nodes.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const secrets = { read: 'r'.repeat(43), write: 'w'.repeat(43), admin: 'a'.repeat(43) } as const;
type Holder = keyof typeof secrets;
const CLIENT_TOKENS = Object.entries(secrets)
  .map(([scope, token]) => `${scope}er:${scope}:${hashOf(token)}`)
  .join(',');

const start = (t: Test) =>
  startReplicas(t, { followers: 2, env: { CLIENT_TOKENS, FAULTS: 'true' }, token: secrets.admin });

const requests = [
  ['GET', '/read?key=a', 'read'],
  ['HEAD', '/read?key=a', 'read'],
  ['GET', '/keys/a', 'read'],
  ['HEAD', '/keys/a', 'read'],
  ['GET', '/keys', 'read'],
  ['GET', '/changes', 'read'],
  ['GET', '/dump', 'read'],
  ['GET', '/status', 'read'],
  ['GET', '/metrics', 'read'],
  ['GET', '/writes/1', 'read'],
  ['GET', '/followers/1/read?key=a', 'read'],
  ['POST', '/write', 'write', { key: 'a', value: 2 }],
  ['PUT', '/keys/a', 'write', { x: 2 }],
  ['DELETE', '/keys/a', 'write'],
  ['POST', '/batch', 'write', { operations: [{ key: 'a', value: 3 }] }],
  ['GET', '/faults', 'admin'],
  ['DELETE', '/faults/none', 'admin'],
  ['POST', '/faults', 'admin', { follower: '*', kind: 'delay', maxMs: 1, durationMs: 1 }],
  ['DELETE', '/faults', 'admin'],
] as const satisfies readonly (readonly [string, string, Holder, object?])[];

function ask({ app }: Running, method: string, url: string, authorization?: string, payload?: object) {
  return app.inject({
    method: method as 'GET',
    url,
    ...(authorization === undefined ? {} : { headers: { authorization } }),
    ...(payload === undefined ? {} : { payload }),
  });
}

t.test('every verb asks for a token, and says nothing without', async t => {
  const { leader, all } = await start(t);
  const before = await Promise.all(all.map(({ replica }) => replica.store.digest));
  const bodies = new Set<string>();
  for (const [method, url, , payload] of requests) {
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${'x'.repeat(43)}`,
      `Basic ${secrets.admin}`,
      secrets.admin,
      `Bearer ${hashOf(secrets.admin)}`,
      `Bearer ${secrets.admin}x`,
      `Bearer ${secrets.admin} ${secrets.admin}`,
      `Bearer ${'x'.repeat(8_000)}`,
    ]) {
      const answer = await ask(leader, method, url, authorization, payload);
      t.equal(answer.statusCode, 401, `${method} ${url} with ${authorization?.slice(0, 60)}`);
      t.equal(answer.headers['www-authenticate'], 'Bearer');
      if (method !== 'HEAD') bodies.add(answer.body.replace(/"requestId":"[^"]*"/, ''));
    }
  }
  t.equal(bodies.size, 1, 'the same answer to all');
  t.same(await Promise.all(all.map(({ replica }) => replica.store.digest)), before, 'nothing was stored');
});

t.test('each scope includes those before it, and no other', async t => {
  const { leader } = await start(t);
  const order: readonly Holder[] = ['read', 'write', 'admin'];
  for (const [method, url, asked, payload] of requests) {
    for (const held of order) {
      const answer = await ask(leader, method, url, `Bearer ${secrets[held]}`, payload);
      const allowed = order.indexOf(held) >= order.indexOf(asked);
      t.equal(
        [401, 403].includes(answer.statusCode),
        !allowed,
        `${held} at ${method} ${url}: ${answer.statusCode}`,
      );
      if (!allowed && method !== 'HEAD') t.match(answer.json(), { error: { code: 'FORBIDDEN' } });
    }
  }
});

t.test(
  'a refusal comes before the body is read, and tells no key that is there from one that is not',
  async t => {
    const { leader, all } = await start(t);
    await ask(leader, 'POST', '/write', `Bearer ${secrets.write}`, { key: 'there', value: 1 });
    const before = await holdings(all.map(node => ({ ...node, app: withToken(node) })) as never);
    const answers = [
      await ask(leader, 'GET', '/keys/there'),
      await ask(leader, 'GET', '/keys/not-there'),
      await leader.app.inject({
        method: 'POST',
        url: '/write',
        headers: { 'content-type': 'application/json' },
        payload: '{not json',
      }),
      await leader.app.inject({ method: 'POST', url: '/write', payload: 'x'.repeat(2 << 20) }),
      await ask(leader, 'GET', `/read?key=there&token=${secrets.admin}`),
    ];
    t.same(
      answers.map(({ statusCode }) => statusCode),
      [401, 401, 401, 401, 401],
    );
    t.same(await holdings(all.map(node => ({ ...node, app: withToken(node) })) as never), before);
  },
);

t.test('tricks with paths lead nowhere', async t => {
  const { leader } = await start(t);
  await ask(leader, 'POST', '/write', `Bearer ${secrets.write}`, { key: 'secret', value: 'told' });
  for (const url of [
    '//read?key=secret',
    '/./read?key=secret',
    '/ping/../read?key=secret',
    '/ping%2f..%2fread?key=secret',
    '/docs/../read?key=secret',
    '/docs/%2e%2e/read?key=secret',
    '/READ?key=secret',
    '/read/?key=secret',
    '/%72ead?key=secret',
    '/keys//secret',
    '/keys%2fsecret',
  ]) {
    const answer = await leader.app.inject(url);
    t.ok([400, 401, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`);
    t.notMatch(answer.body, 'told', url);
  }
});

t.test('probes and pages need no token; replication has its own', async t => {
  const { leader, followers } = await start(t);
  for (const url of ['/ping', '/healthz', '/readyz', '/docs/json'])
    t.equal((await leader.app.inject(url)).statusCode, 200, url);
  t.equal(
    (await followers[0]!.app.inject('/replicate')).statusCode,
    200,
    'on loopback, without a cluster token',
  );
  t.equal((await leader.app.inject('/nothing-here')).statusCode, 404);
});

t.test('a follower is read through the leader with the caller’s own token', async t => {
  const { leader } = await start(t);
  await ask(leader, 'POST', '/write', `Bearer ${secrets.write}`, { key: 'a', value: 1, quorum: 2 });
  const answer = await ask(leader, 'GET', '/followers/1/read?key=a&minVersion=1', `Bearer ${secrets.read}`);
  t.match(answer.json(), { value: 1 });
});

t.test('what each route asks for', async t => {
  // Every route of a node is in the description, and no other: see docs.test.ts.
  const routes = [...Object.keys(operations), 'GET /ui', 'GET /ui/*', 'GET /docs', 'GET /docs/*'];
  const lines = routes.map(route => {
    const [method = '', path = ''] = route.split(' ');
    return `${demandOf(method, path).padEnd(8)}${route}`;
  });
  t.matchSnapshot(lines.toSorted().join('\n'));
  t.equal(demandOf('GET', '/whatever/comes/next'), 'admin', 'a route that is not known fails closed');
  t.equal(demandOf('GET', '/constructor'), 'admin');
});

t.test('tokens in the configuration', async t => {
  const faults: string[] = [];
  const text = `# comment\n\napp:write:${hashOf('x')}, ops.1:admin:${hashOf('y')}\n`;
  const tokens = parseTokens(text, 'CLIENT_TOKENS_FILE', faults);
  t.same(faults, []);
  t.match(tokens, [
    { name: 'app', scope: 'write' },
    { name: 'ops.1', scope: 'admin' },
  ]);
  t.equal(findToken(tokens, 'Bearer y')?.name, 'ops.1');
  t.equal(findToken(tokens, 'bearer  y')?.name, 'ops.1', 'the scheme has no case');
  t.equal(findToken(tokens, 'Bearer z'), undefined);
  const nothing = [{ name: 'n', scope: 'admin', hash: Buffer.from(hashOf(''), 'hex') }] as const;
  for (const sent of [undefined, '', 'Bearer', 'Bearer ', 'Basic zz'])
    t.equal(findToken(nothing, sent), undefined, 'nothing is no token');
  for (const [wrong, why] of [
    ['a token as it is', /entry 1 is not name:scope:sha256/],
    [`app:owner:${hashOf('x')}`, /entry 1 is not/],
    ['app:read:abc', /entry 1 is not/],
    [`app:read:${hashOf('x')},app:write:${hashOf('y')}`, /has the name app twice/],
    [`app:read:${hashOf('')}`, /has the hash of an empty token/],
    [' , \n# only a comment', /has no token in it/],
  ] as const) {
    const found: string[] = [];
    parseTokens(wrong, 'CLIENT_TOKENS', found);
    t.match(found.join('\n'), why);
    t.notMatch(found.join('\n'), 'a token as it is');
  }
});

function withToken({ app }: Running) {
  return {
    inject: (url: string) => app.inject({ url, headers: { authorization: `Bearer ${secrets.admin}` } }),
  };
}
