import fastify from 'fastify';
import t from 'tap';
import { driveHttp } from '../src/measure/load.ts';
import { Recorder } from '../src/measure/recorder.ts';

const KEYS = 10;
const bodies = Array.from({ length: KEYS }, (_, i) => JSON.stringify({ key: `key-${i}` }));

t.test('every body is sent, and refusals are counted apart', async t => {
  const app = fastify();
  const seen = new Set<string>();
  const enough = new AbortController();
  let served = 0;
  app.post<{ Body: { key: string } }>('/write', (request, reply) => {
    seen.add(request.body.key);
    if (++served === 20 * KEYS) enough.abort();
    reply.code(request.body.key === 'key-3' ? 503 : 200).send({});
  });
  t.teardown(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const recorder = new Recorder();
  recorder.open();
  await driveHttp({ url: `${url}/write`, bodies, connections: 3 }, recorder, enough.signal);
  t.equal(seen.size, KEYS);
  t.ok(recorder.latencies.count > KEYS);
  t.strictSame(Object.keys(recorder.failures), ['HTTP 503']);
});

t.test('a load that is stopped before it starts sends nothing', async t => {
  const recorder = new Recorder();
  recorder.open();
  await driveHttp({ url: 'http://127.0.0.1:1', bodies, connections: 1 }, recorder, AbortSignal.abort());
  t.equal(recorder.latencies.count, 0);
  t.strictSame(recorder.failures, {});
});
