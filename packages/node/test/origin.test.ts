import { pino } from 'pino';
import t, { type Test } from 'tap';
import { createNode, loadConfig } from '../src/index.ts';
import { until } from './nodes.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

interface Line {
  readonly event: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

/** A leader and one follower, with all that they log. */
async function startLogged(t: Test, level = 'debug') {
  const logs: Record<string, Line[]> = { leader: [], follower: [] };
  const start = async (role: 'leader' | 'follower', env: Record<string, string>) => {
    const write = (line: string) => void logs[role]!.push(JSON.parse(line));
    const config = loadConfig({
      ROLE: role,
      DURABILITY: 'memory',
      HEARTBEAT_MS: '50',
      MAX_EVENT_LOOP_DELAY_MS: '0',
      ...env,
    });
    const node = createNode({ ...config, PORT: 0 }, pino({ level }, { write }));
    t.teardown(() => node.stop());
    await node.start();
    return node;
  };
  const follower = await start('follower', {});
  const { port } = follower.app.server.address() as { port: number };
  const leader = await start('leader', { FOLLOWERS: `http://127.0.0.1:${port}`, WRITE_QUORUM: '1' });
  await until('the leader is ready', async () => (await leader.app.inject('/readyz')).statusCode === 200);
  const write = (headers: Record<string, string>, payload: object = { key: 'a', value: 1 }) =>
    leader.app.inject({ method: 'POST', url: '/write', headers, payload });
  const told = (role: 'leader' | 'follower', event: string) =>
    logs[role]!.filter(line => line.event === event);
  return { leader, follower, write, told };
}

t.test('a request id goes from the client through the leader to the follower', async t => {
  const { write, told } = await startLogged(t);
  const answer = await write({ 'x-request-id': 'order-17' });
  t.equal(answer.headers['x-request-id'], 'order-17');
  await until('the follower has logged it', () => told('follower', 'entry_applied').length > 0);
  t.match(told('leader', 'write_answered'), [{ requestId: 'order-17', lastVersion: 1, acks: 1 }]);
  t.match(told('follower', 'entry_applied'), [{ requestId: 'order-17', version: 1 }]);
});

t.test('a trace goes on: the follower’s parent is the leader’s span', async t => {
  const { write, told, leader } = await startLogged(t);
  await write({ traceparent: `00-${TRACE}-${PARENT}-01` });
  await leader.app.inject({
    method: 'PUT',
    url: '/keys/b',
    headers: { traceparent: `00-${TRACE}-${PARENT}-00` },
    payload: { x: 1 },
  });
  await until('the follower has logged both', () => told('follower', 'entry_applied').length === 2);
  const spans = told('leader', 'write_answered');
  t.match(spans[0], { traceId: TRACE, parentId: PARENT, flags: '01', spanId: /^[0-9a-f]{16}$/ });
  t.notSame(spans[0]!.spanId, PARENT);
  t.same(
    told('follower', 'entry_applied').map(({ traceparent }) => traceparent),
    spans.map(({ spanId, flags }) => `00-${TRACE}-${spanId}-${flags}`),
  );
});

t.test('an error is called what its client calls the request', async t => {
  const { write, told } = await startLogged(t);
  const refused = await write({ 'x-request-id': 'order-18' }, { key: 'a', value: 1, ifVersion: 7 });
  t.match(refused.json(), { error: { code: 'VERSION_MISMATCH', requestId: 'order-18' } });
  t.match(told('leader', 'write_answered'), [{ requestId: 'order-18', code: 'VERSION_MISMATCH' }]);
});

t.test('what cannot be logged is not taken, and without a name nothing is logged', async t => {
  const { write, told, leader } = await startLogged(t);
  for (const id of ['a b', 'x'.repeat(65), '{"a":1}']) {
    const answer = await write({ 'x-request-id': id, traceparent: 'nonsense' });
    t.equal(answer.statusCode, 200);
    t.equal(answer.headers['x-request-id'], undefined);
  }
  await write({});
  const missing = await leader.app.inject('/read?key=none');
  t.match(missing.json().error.requestId, /^[0-9a-f]{8}-\w+$/);
  t.same(told('leader', 'write_answered'), []);
  t.same(told('follower', 'entry_applied'), []);
});
