import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pino } from 'pino';
import t, { type Test } from 'tap';
import { createServer } from '../src/http/server.ts';
import { startReplicas, until } from './nodes.ts';

const SLOW_BODY =
  'POST /write HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"key"';

/** Ways to hold a connection without ever asking for anything. */
const ways = [
  '',
  'GET /ping HTT',
  'GET /ping HTTP/1.1\r\nhost: x\r\nx-a',
  '\u0000\u0001garbage\r\n\r\n',
  SLOW_BODY,
];

interface Stuck {
  readonly socket: Socket;
  readonly bytes: string;
  answer: string;
}

async function occupy(t: Test, port: number, count: number, how = ways): Promise<Stuck[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const stuck: Stuck = { socket: connect(port, '127.0.0.1'), bytes: how[i % how.length]!, answer: '' };
      t.teardown(() => stuck.socket.destroy());
      stuck.socket.on('error', () => {});
      stuck.socket.setEncoding('utf8').on('data', chunk => {
        stuck.answer += chunk;
      });
      await once(stuck.socket, 'connect');
      stuck.socket.write(stuck.bytes);
      return stuck;
    }),
  );
}

t.test('300 stuck or garbage connections do not disturb writes', async t => {
  const { leader, followers, all } = await startReplicas(t);
  await Promise.all([occupy(t, leader.port, 150), occupy(t, followers[0]!.port, 150)]);
  const writes = await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      fetch(`${leader.url}/write`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: `k${i}`, value: i, quorum: 3 }),
      }),
    ),
  );
  t.ok(writes.every(({ status }) => status === 200));
  for (const { replica } of all) t.equal(replica.store.liveKeys, 300);
});

t.test('a connection that never makes its request is answered and cut in time', async t => {
  const log = pino({ level: 'silent' });
  const limits = { bodyLimit: 1_024, maxConnections: 100, headersTimeoutMs: 200, requestTimeoutMs: 400 };
  const app = createServer({ ...limits, log });
  app.post('/write', (_request, reply) => reply.send({}));
  t.teardown(() => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const all = await occupy(t, port, 2 * ways.length);
  await until('all are cut', () => all.every(({ socket }) => socket.destroyed || socket.readableEnded));
  for (const { bytes, answer } of all.filter(({ bytes }) => bytes !== '')) {
    const code = bytes.includes('garbage') ? 'INVALID_REQUEST' : 'REQUEST_TIMEOUT';
    t.match(answer, `{"error":{"code":"${code}","message":"`, JSON.stringify(bytes));
  }
  t.equal((await fetch(`http://127.0.0.1:${port}/none`)).status, 404, 'the server goes on');
});

t.test('connections beyond the limit are closed, and the others go on', async t => {
  const { leader } = await startReplicas(t, { followers: 1, env: { MAX_CONNECTIONS: '10' } });
  const first = await occupy(t, leader.port, 10, ['']);
  const beyond = connect(leader.port, '127.0.0.1');
  t.teardown(() => beyond.destroy());
  beyond.on('error', () => {});
  beyond.resume();
  await once(beyond, 'close');
  t.ok(first.every(({ socket }) => !socket.destroyed && !socket.readableEnded));
  for (const { socket } of first) socket.destroy();
  await until('there is room again', async () =>
    fetch(`${leader.url}/ping`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
});
