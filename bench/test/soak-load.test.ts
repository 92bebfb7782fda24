import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '@quorate/cluster';
import { seededRandom } from '@quorate/leader';
import fastify from 'fastify';
import t, { type Test } from 'tap';
import { Caller } from '../src/soak/caller.ts';
import type { Desk } from '../src/soak/desk.ts';
import { driveLane, type Worker } from '../src/soak/lane.ts';
import { SoakLedger } from '../src/soak/ledger.ts';
import { driveOpen } from '../src/soak/load.ts';
import { Mixture } from '../src/soak/mixture.ts';
import { Outages } from '../src/soak/outages.ts';
import { openPace } from '../src/soak/pace.ts';
import { Windows } from '../src/soak/windows.ts';

const STALL_MS = 300;
const LOAD_MS = 150;

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly afterMs?: number;
}

/** A load of a moment on one server that plays all nodes; `answer` says what it does with its nth write. */
async function load(t: Test, answer: (nth: number) => Answer) {
  const app = fastify();
  let writes = 0;
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET') return reply.code(200).send({ key: 'k', value: 1, version: 1_000_000 });
    const { status, body, afterMs = 0 } = answer(++writes);
    await sleep(afterMs);
    return reply.code(status).send(body);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  t.teardown(() => app.close());
  const startMs = performance.now();
  const windows = new Windows(startMs, 60_000, 1);
  const desk: Desk = {
    leaderUrl: url,
    followerUrls: [url],
    mixture: new Mixture(seededRandom(1)),
    ledger: new SoakLedger(),
    outages: new Outages(),
    windows,
    signal: new AbortController().signal,
  };
  const options = { connections: 1, perSecond: 200, startMs, endMs: startMs + LOAD_MS };
  await driveOpen(desk, options).done;
  return { figures: windows.figures()[0]!, ledger: desk.ledger, writes };
}

const acked = (nth: number): Answer => ({
  status: 200,
  body: { version: nth * 10, firstVersion: nth * 10 },
});

t.test('a stall is charged to every write that was due in it', async t => {
  const { figures } = await load(t, nth => ({ ...acked(nth), afterMs: nth === 1 ? STALL_MS : 0 }));
  t.equal(figures.writes.count, 24, 'none is left out: 160 a second for 150 ms');
  // Even the last of them was due that long before the first could be answered.
  t.ok(figures.writes.medianMs >= STALL_MS - LOAD_MS, `${figures.writes.medianMs} ms`);
  t.equal(figures.reads.count, 6, 'reads have a lane of their own');
  t.strictSame(figures.failures, {});
});

t.test('what may be sent again is counted and sent again, and its latency counts on', async t => {
  const busy = { status: 503, body: { error: { code: 'NOT_READY' } } };
  const { figures, writes } = await load(t, nth => (nth <= 2 ? busy : acked(nth)));
  t.strictSame(figures.failures, { '503 NOT_READY': 2 });
  t.equal(figures.writes.count, 24);
  t.equal(writes, 26);
  t.ok(figures.writes.maxMs >= 60, 'two pauses, of 20 and 40 ms');
});

t.test('what is in doubt is remembered, and a write that is refused for good is given up', async t => {
  const late = { status: 504, body: { error: { code: 'QUORUM_TIMEOUT', outcome: 'indeterminate' } } };
  const fault = { status: 500, body: { error: { code: 'INTERNAL' } } };
  const { figures, ledger } = await load(t, nth => (nth === 1 ? late : nth === 3 ? fault : acked(nth)));
  t.strictSame(figures.failures, { '500 INTERNAL': 1, '504 QUORUM_TIMEOUT': 1, 'given up': 1 });
  t.equal(figures.writes.count, 23);
  const [key] = new Mixture(seededRandom(1)).write().keys;
  const dump = new Map([[key!, { version: 1_000_000, value: 'value-1-abc' }]]);
  t.notOk(ledger.lost(dump).includes(key!), 'the attempt that timed out may stand');
});

t.test('all clients connect before the first request is sent', async t => {
  const seen: string[] = [];
  const workers = [30, 0].map((afterMs, nth): Worker => {
    const open = async () => {
      await sleep(afterMs);
      seen.push(`open ${nth}`);
    };
    const serve = async () => void seen.push('serve');
    return { open, serve, close: () => {} };
  });
  const nowMs = performance.now();
  await driveLane(workers, openPace(1_000, nowMs, nowMs + 2), new AbortController().signal);
  t.strictSame(seen, ['open 1', 'open 0', 'serve', 'serve']);
});

t.test('a client connects to a node that is away when it has something to ask', async t => {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const caller = new Caller(url);
  t.teardown(() => caller.close());
  await caller.open();
  const app = fastify();
  app.get('/', () => ({ version: 7 }));
  t.teardown(() => app.close());
  await app.listen({ host: '127.0.0.1', port: port! });
  const reply = await caller.call('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n', 5_000);
  t.strictSame(reply, { status: 200, body: { version: 7 } });
});
