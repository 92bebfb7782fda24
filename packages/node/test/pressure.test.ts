import t, { type Test } from 'tap';
import { relievePressure } from '../src/http/pressure.ts';
import { json, startReplicas, until, write } from './nodes.ts';

/** More than the heap of an idle process is ever below. */
const TINY = { MAX_HEAP_PERCENT: '1' };

const startTiny = (t: Test) => startReplicas(t, { followers: 2, env: TINY });

/** Fills the heap until it is above its limit, and holds on to it. */
function fill(): unknown[] {
  return Array.from({ length: 400_000 }, (_, i) => ({ i, text: `text ${i}` }));
}

t.test('a node whose heap is full refuses clients, and goes on to replicate and to tell of it', async t => {
  const { leader, followers } = await startTiny(t);
  const ballast = fill();
  await until('writes are refused', async () => {
    const { statusCode } = await write(leader, { key: 'a', value: 1 });
    return statusCode === 503;
  });
  const { lastVersion } = leader.replica.store;
  const refused = await write(leader, { key: 'a', value: 1 });
  t.equal(refused.statusCode, 503);
  t.equal(refused.headers['retry-after'], '1');
  t.match(refused.json(), { error: { code: 'OVERLOADED', outcome: undefined } });
  t.equal(leader.replica.store.lastVersion, lastVersion, 'nothing was stored');
  t.match(await json(followers[0]!, '/read?key=a'), { error: { code: 'OVERLOADED' } });
  t.match(
    (await leader.app.inject('/metrics')).body,
    /quorate_requests_refused_total\{reason="overloaded"\} [1-9]/,
  );
  for (const path of ['/ping', '/healthz', '/readyz', '/status', '/metrics'])
    t.equal((await leader.app.inject(path)).statusCode, 200, path);
  t.equal((await followers[0]!.app.inject('/replicate')).statusCode, 200);
  t.ok(ballast.length);
});

t.test('what is not limited costs nothing, and is never refused', async t => {
  const { leader } = await startReplicas(t, {
    followers: 2,
    env: { MAX_HEAP_PERCENT: '0', MAX_EVENT_LOOP_DELAY_MS: '0' },
  });
  const ballast = fill();
  t.equal((await write(leader, { key: 'a', value: 1 })).statusCode, 200);
  t.ok(ballast.length);
});

t.test('a client that asks too often is told when to come back', async t => {
  const { leader } = await startReplicas(t, { followers: 2, env: { RATE_LIMIT_PER_SECOND: '5' } });
  // A second may end among them, which gives it as many again.
  const answers = await Promise.all(Array.from({ length: 30 }, () => leader.app.inject('/read?key=a')));
  const refused = answers.filter(({ statusCode }) => statusCode === 429);
  t.ok(refused.length >= 20, `${refused.length} of 30 refused`);
  t.match(refused[0]!.json(), { error: { code: 'RATE_LIMITED', message: /5 requests a second/ } });
  t.match(refused[0]!.headers, { 'retry-after': '1', 'ratelimit-limit': '5' });
  const vital = await Promise.all(Array.from({ length: 30 }, () => leader.app.inject('/healthz')));
  t.ok(vital.every(({ statusCode }) => statusCode === 200));
});

t.test('only what is vital has leave', async t => {
  const vital: string[] = [];
  const hooks: ((route: { url: string; config?: object }) => void)[] = [];
  const app = { addHook: (_: string, hook: never) => hooks.push(hook), register: () => {} };
  relievePressure(app as never, {
    maxEventLoopDelayMs: 0,
    maxHeapPercent: 0,
    ratePerSecond: 0,
    hasTokens: false,
    onRefused: () => {},
  });
  for (const url of [
    '/replicate',
    '/replicate/range',
    '/ping',
    '/pingpong',
    '/write',
    '/status',
    '/statusx',
    '/ui',
  ]) {
    const route: { url: string; config?: object } = { url };
    for (const hook of hooks) hook(route);
    if (route.config !== undefined) vital.push(url);
  }
  t.same(vital, ['/replicate', '/replicate/range', '/ping', '/status']);
});
