import fastify from 'fastify';
import t, { type Test } from 'tap';
import { checkReplicas, waitUntilLevel } from '../src/measure/replicas.ts';

const never = new AbortController().signal;

async function replica(t: Test, dump: string): Promise<string> {
  const app = fastify();
  app.get('/dump', (_request, reply) => reply.type('application/x-ndjson').send(dump));
  t.teardown(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

const line = (key: string, version: number) => `${JSON.stringify({ key, value: 'é', version })}\n`;

t.test('equal dumps with every acked write', async t => {
  const dump = line('a', 1) + line('b', 9);
  const urls = [await replica(t, dump), await replica(t, dump)];
  const acked = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  t.strictSame(await checkReplicas(urls, acked, never), { identical: true, entries: 2, missing: 0 });
});

t.test('a difference and a lost write are told apart', async t => {
  const whole = await replica(t, line('a', 1) + line('b', 2));
  const short = await replica(t, line('a', 1));
  const acked = new Map([['b', 2]]);
  t.strictSame(await checkReplicas([whole, short], acked, never), {
    identical: false,
    entries: 2,
    missing: 1,
  });
  t.strictSame(await checkReplicas([short, short], acked, never), {
    identical: true,
    entries: 1,
    missing: 1,
  });
});

t.test('waiting ends when the last follower is level, or at the limit', async t => {
  const app = fastify();
  let polls = 0;
  app.get('/status', () => ({
    version: 3,
    followers: [
      { follower: 'x', watermark: 3 },
      { follower: 'y', watermark: Math.min(3, polls++) },
    ],
  }));
  t.teardown(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  t.type(await waitUntilLevel(url, 10_000, never), 'number');
  t.equal(polls, 4);
  polls = -1_000_000;
  t.equal(await waitUntilLevel(url, 0, never), null);
});
