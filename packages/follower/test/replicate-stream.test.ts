import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { type ErrorReply, errorTable, NDJSON } from '@quorate/protocol';
import t, { type Test } from 'tap';
import { type App, createApp } from './app.ts';
import { batchOf, leaderOf } from './support.ts';

interface Stream {
  readonly request: ClientRequest;
  readonly send: (...batches: (object | string)[]) => void;
  /** The next line of the answer, parsed; `undefined` when there are no more. */
  readonly next: () => Promise<unknown>;
  readonly status: () => Promise<number | undefined>;
}

/** One long request over a real socket. */
async function openStream(t: Test, { app }: App, headers: Record<string, string> = {}): Promise<Stream> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const request = httpRequest({
    port,
    method: 'POST',
    path: '/replicate',
    headers: { 'content-type': NDJSON, ...headers },
  });
  t.teardown(() => request.destroy());
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
  });
  answer.catch(() => {});
  const lines = answer.then(message => createInterface({ input: message })[Symbol.asyncIterator]());
  lines.catch(() => {});
  request.flushHeaders();
  return {
    request,
    send: (...batches) => {
      for (const batch of batches)
        request.write(typeof batch === 'string' ? batch : `${JSON.stringify(batch)}\n`);
    },
    next: async () => {
      const { value, done } = await (await lines).next();
      return done ? undefined : (JSON.parse(value) as unknown);
    },
    status: async () => (await answer).statusCode,
  };
}

const value = (version: number) => ({ key: `k${version}`, version, value: version });

t.test('batches of one long request are acked one by one, in order', async t => {
  const app = createApp(t);
  const { request, send, next, status } = await openStream(t, app);
  t.equal(await status(), 200, 'the answer begins before the request ends');
  const batches = [1, 2, 3].map(version => batchOf({ entries: [value(version)] }));
  send(...batches);
  for (const lastVersion of [1, 2, 3]) t.match(await next(), { epoch: 0, incarnation: 'f', lastVersion });
  const line = JSON.stringify(batchOf({ entries: [value(4)] }));
  send(line.slice(0, 30));
  send(`${line.slice(30)}\n`);
  t.match(await next(), { lastVersion: 4 }, 'a batch may come in pieces');
  request.end();
  t.equal(await next(), undefined, 'it ends when the leader ends it');
});

t.test('more batches than may wait at once are all acked', async t => {
  const app = createApp(t);
  const { send, next } = await openStream(t, app);
  const count = 200;
  send(...Array.from({ length: count }, (_, i) => batchOf({ entries: [value(i + 1)] })));
  let acks = 0;
  while (acks < count && (await next()) !== undefined) acks++;
  t.equal(acks, count);
  t.equal(app.store.liveKeys, count);
});

t.test('a batch that is refused does not end the stream', async t => {
  const app = createApp(t);
  const { send, next } = await openStream(t, app);
  send(batchOf({ epoch: 2 }), batchOf({ epoch: 1, leader: leaderOf('late') }), batchOf({ epoch: 2 }));
  t.match(await next(), { epoch: 2 });
  t.match(await next(), { error: { code: 'STALE_EPOCH', epoch: 2, leader: 'http://first' } });
  t.match(await next(), { epoch: 2 });
});

t.test('every batch of a stream is validated as a body is', async t => {
  const app = createApp(t);
  const { send, next } = await openStream(t, app);
  const bad = [
    { ...batchOf(), extra: 1 },
    { ...batchOf(), entries: [value(1), { key: 'a', version: 0, value: 1 }] },
    { ...batchOf(), entries: [{ key: '\ud800', version: 1, value: 1 }] },
    { ...batchOf(), epoch: '0' },
    { ...batchOf(), entries: [{ key: 7, version: '1', value: 1 }] },
  ];
  for (const [i, batch] of bad.entries()) {
    send(batch);
    t.match(
      await next(),
      { error: { code: 'INVALID_REQUEST' } },
      `${i}: ${JSON.stringify(batch).slice(-60)}`,
    );
  }
  t.equal(app.store.lastVersion, 0);
});

t.test('a line that is no JSON is refused as the body of a request would be', async t => {
  const { send, next } = await openStream(t, createApp(t));
  send('{"epoch":\n');
  const { error } = (await next()) as ErrorReply;
  t.ok(error.code in errorTable);
  t.notMatch(error.message, /at |\.ts/, 'nothing internal is told');
});

t.test('a line that is longer than a batch may be ends the stream', async t => {
  const { send, next, status } = await openStream(t, createApp(t, { bodyLimit: 1_000 }));
  await status();
  send('x'.repeat(5_000));
  await t.rejects(async () => {
    if ((await next()) === undefined) throw new Error('ended');
  });
});

t.test('a stream without the cluster’s token does not begin', async t => {
  const app = createApp(t, { clusterToken: 'token' });
  const { send, next, status } = await openStream(t, app);
  send(batchOf({ entries: [value(1)] }));
  t.equal(await status(), 401);
  t.match(await next(), { error: { code: 'UNAUTHORIZED' } });
  t.equal(app.store.lastVersion, 0);
});

t.test('a server that closes ends its streams', async t => {
  const app = createApp(t);
  const { send, next } = await openStream(t, app);
  send(batchOf());
  await next();
  await app.app.close();
  await t.rejects(async () => {
    if ((await next()) === undefined) throw new Error('ended');
  });
});
