import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { pino } from 'pino';
import t from 'tap';
import { createServer } from '../src/http/server.ts';
import { createNode, loadConfig } from '../src/index.ts';
import { uiRoutes } from '../src/routes/ui.ts';

const newServer = () =>
  createServer({
    bodyLimit: 1_000,
    maxConnections: 10,
    headersTimeoutMs: 1_000,
    requestTimeoutMs: 2_000,
    log: pino({ level: 'silent' }),
  });

const folder = mkdtempSync(join(tmpdir(), 'quorate-ui-'));
t.teardown(() => rmSync(folder, { recursive: true }));
const app = newServer();
app.register(uiRoutes, { createServer: newServer, folder });
t.teardown(() => app.close());

t.test('a page that is not built is missed in words, until it is', async t => {
  const missing = await app.inject('/ui');
  t.equal(missing.statusCode, 404);
  t.match(missing.json(), { error: { code: 'ROUTE_NOT_FOUND', message: /npm run build:ui/ } });

  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Quorate</title>');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {};');
  t.equal((await app.inject('/ui')).statusCode, 200);
});

t.test(
  'the page, with and without the slash, under a strict policy and asked for anew each time',
  async t => {
    for (const path of ['/ui', '/ui/', '/ui/index.html']) {
      const page = await app.inject(path);
      t.equal(page.statusCode, 200, path);
      t.match(page.body, /<title>Quorate/);
      t.match(page.headers, {
        'content-type': /^text\/html/,
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      const policy = String(page.headers['content-security-policy']);
      t.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';/);
      t.notMatch(policy, /unsafe|https?:|\*/);
    }
  },
);

t.test('what has a hash in its name may be kept for ever', async t => {
  const script = await app.inject('/ui/assets/index-abc.js');
  t.equal(script.statusCode, 200);
  t.match(script.headers, {
    'content-type': /javascript/,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
});

t.test('nothing else is served', async t => {
  for (const path of [
    '/ui/nothing',
    '/ui/assets',
    '/ui/../package.json',
    '/ui/..%2f..%2fpackage.json',
    '/uix',
  ]) {
    const missing = await app.inject(path);
    t.ok([403, 404].includes(missing.statusCode), `${path} ${missing.statusCode}`);
    t.notMatch(missing.body, /workspaces/);
  }
  t.equal((await app.inject({ method: 'POST', url: '/ui' })).statusCode, 404);
});

t.test('every node has it, leader and follower, and the API document does not', async t => {
  for (const role of ['leader', 'follower']) {
    const followers = role === 'leader' ? { FOLLOWERS: 'http://127.0.0.1:1', WRITE_QUORUM: '1' } : {};
    const config = loadConfig({ ROLE: role, DURABILITY: 'memory', ...followers });
    const node = createNode(config, pino({ level: 'silent' }));
    t.teardown(() => node.stop());
    // Built or not, it is this route that answers.
    const reply = await node.app.inject('/ui');
    t.ok(reply.statusCode === 200 || reply.json().error.message.includes('build:ui'), role);
    t.notMatch((await node.app.inject('/docs/json')).body, /"\/ui/);
  }
});

t.test('without the page nothing is loaded for it', async t => {
  const other = fastify();
  t.teardown(() => other.close());
  let built = 0;
  const counted = () => {
    built++;
    return newServer();
  };
  other.register(uiRoutes, { createServer: counted, folder });
  await other.ready();
  t.equal(built, 0);
  await other.inject('/ui');
  await other.inject('/ui');
  t.equal(built, 1);
});
