import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import t, { type Test } from 'tap';
import { streamChanges } from '../src/changes/stream.ts';
import { Waiters } from '../src/waiters.ts';
import { Gate, json, type Running, startLeader, startReplicas, until, write } from './nodes.ts';

interface Changes {
  readonly changes: readonly { readonly key: string; readonly version: number }[];
  readonly next: string;
  readonly more: boolean;
}

const del = ({ app }: Running, key: string) =>
  app.inject({ method: 'DELETE', url: `/keys/${encodeURIComponent(key)}` });

async function level(nodes: readonly Running[], version: number): Promise<void> {
  await until('all can tell it', () =>
    nodes.every(({ replica: { store, duty } }) =>
      duty.role === 'leader' ? duty.leader.committedThrough >= version : store.promises.watermark >= version,
    ),
  );
}

t.test('a page of changes has the newest of each key, in order of versions, on every node', async t => {
  const { leader, all } = await startReplicas(t);
  for (const key of ['a', 'b', 'a', 'p/1', 'p/2']) await write(leader, { key, value: key });
  await del(leader, 'b');
  await level(all, 6);
  const change = (key: string, version: number) => ({ key, version, value: key });
  const expected = [
    change('a', 3),
    change('p/1', 4),
    change('p/2', 5),
    { key: 'b', version: 6, deleted: true },
  ];
  for (const node of all) {
    const page = await json<Changes>(node, '/changes');
    t.same(page.changes, expected);
    t.equal(page.more, false);
    t.same((await json<Changes>(node, '/changes?since=3')).changes[0], change('p/1', 4));
    t.same((await json<Changes>(node, '/changes?prefix=p&limit=1')).changes, [change('p/1', 4)]);
    const found: unknown[] = [];
    for (let since = '0'; ; ) {
      const part = await json<Changes>(node, `/changes?limit=1&since=${since}`);
      found.push(...part.changes);
      since = part.next;
      if (!part.more) break;
    }
    t.same(found, expected, 'one by one');
    t.same(await json(node, '/changes?since=6'), { changes: [], next: '6', more: false });
    t.same(await json(node, '/changes?since=99'), { changes: [], next: '99', more: false });
  }
  for (const query of ['since=x', 'since=-1', 'limit=0', 'since=1-2-3'])
    t.equal((await leader.app.inject(`/changes?${query}`)).statusCode, 400, query);
});

t.test('what is not committed is no change yet on the leader', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate });
  gate.shut();
  const writing = write(leader, { key: 'a', value: 1, timeoutMs: 30_000 });
  await until('it is applied', () => leader.replica.store.lastVersion === 1);
  t.same((await json<Changes>(leader, '/changes')).changes, []);
  gate.open();
  await writing;
  await until('it is a change', async () => (await json<Changes>(leader, '/changes')).changes.length === 1);
});

t.test('who has not seen deletions that are forgotten is told so', async t => {
  const { leader } = await startReplicas(t, { env: { TOMBSTONE_RETENTION_MS: '0' } });
  await write(leader, { key: 'a', value: 1 });
  await write(leader, { key: 'b', value: 1 });
  const { next } = await json<Changes>(leader, '/changes?limit=1');
  await del(leader, 'a');
  await write(leader, { key: 'c', value: 1 });
  await until('the tombstone is gone', () => leader.replica.store.promises.collected >= 3);
  const floor = leader.replica.store.promises.collected;
  for (const since of ['1', next]) {
    const gone = await leader.app.inject(`/changes?since=${since}`);
    t.match([gone.statusCode, gone.json()], [410, { error: { code: 'CHANGES_COMPACTED', floor } }], since);
    const stream = await leader.app.inject({
      url: `/changes?since=${since}`,
      headers: { accept: 'text/event-stream' },
    });
    t.equal(stream.statusCode, 410, 'a stream, too');
  }
  const page = await json<Changes>(leader, '/changes?limit=1');
  t.same(page.changes, [{ key: 'b', version: 2, value: 1 }], 'from the beginning nothing is missing');
  t.match(page.next, /^2-\d+$/);
  t.same((await json<Changes>(leader, `/changes?since=${page.next}`)).changes.length, 1);
  t.equal((await leader.app.inject(`/changes?since=${floor}`)).statusCode, 200);
});

t.test('a key that is written all the time neither holds up the node nor its readers', async t => {
  const { leader } = await startReplicas(t);
  const { events } = follow(t, leader, '/changes');
  let last = 0;
  const clients = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 50; i++) {
      const reply = await write(leader, { key: 'hot', value: i });
      last = Math.max(last, reply.json<{ version: number }>().version);
    }
  });
  await Promise.all(clients);
  t.equal(last, 200);
  await until('the reader has the last', () => events.at(-1)?.id === '200');
});

t.test('an entry that is not committed hides nothing for good', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate });
  await write(leader, { key: 'hot', value: 1 });
  await level([leader], 1);
  gate.shut();
  const writing = write(leader, { key: 'hot', value: 2, timeoutMs: 30_000 });
  await until('it is applied', () => leader.replica.store.lastVersion === 2);
  t.same(await json(leader, '/changes'), { changes: [], next: '1', more: false });
  gate.open();
  await writing;
  await until(
    'it is told',
    async () => (await json<Changes>(leader, '/changes?since=1')).changes.length === 1,
  );
});

t.test('a page is as long as asked for, but that a batch stays whole', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 1 });
  const operations = ['b', 'c', 'd'].map(key => ({ key, value: 1 }));
  await leader.app.inject({ method: 'POST', url: '/batch', payload: { operations } });
  await write(leader, { key: 'e', value: 1 });
  await level([leader], 5);
  const keys = async (query: string) =>
    (await json<Changes>(leader, `/changes?${query}`)).changes.map(({ key }) => key).join('');
  t.equal(await keys('limit=1'), 'a');
  t.equal(await keys('limit=2'), 'abcd');
  t.equal(await keys('limit=1&since=1'), 'bcd');
  t.equal(await keys('limit=5'), 'abcde');
  t.equal(await keys('limit=1&prefix=e'), 'e');
});

t.test('a leader that lost its disk does not hide that deletions are forgotten', async t => {
  const env = { TOMBSTONE_RETENTION_MS: '0' };
  const { leader, followers } = await startReplicas(t, { env });
  await write(leader, { key: 'a', value: 1 });
  await del(leader, 'a');
  await until('the tombstone is gone everywhere', () =>
    followers.every(({ replica }) => replica.store.promises.collected >= 2),
  );
  await leader.stop();
  const next = await startLeader(t, followers, { TOMBSTONE_RETENTION_MS: '600000' });
  await write(next, { key: 'b', value: 1 });
  t.equal((await next.app.inject('/changes?since=1')).statusCode, 410);
  t.equal((await next.app.inject('/changes?since=2')).statusCode, 200);
});

t.test('a watermark above the last entry, as after a takeover, is as good as the entry', async t => {
  const { leader, followers } = await startReplicas(t);
  await write(leader, { key: 'a', value: 1 });
  await leader.stop();
  const next = await startLeader(t, followers);
  for (const node of [next, ...followers]) {
    await until('it is told its watermark', () => node.replica.store.promises.watermark >= 1_000_000_000);
    const page = await json<Changes>(node, '/changes');
    t.equal(page.changes.length, 1);
    t.equal(page.more, false);
    t.equal((await json<Changes>(node, '/changes?since=1')).more, false);
  }
});

t.test('streams that ended give their place back', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  const { watchers } = leader.replica;
  for (let i = 0; i < 5; i++) {
    const { events, stop, ended } = follow(t, leader, '/changes');
    await until('it is level', () => events.length > 0);
    stop();
    await ended;
  }
  await until('nobody waits', () => watchers.size === 0);
  const head = await leader.app.inject({ method: 'HEAD', url: '/changes' });
  t.equal(head.statusCode, 404);
});

interface Event {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** Reads events until the test ends. */
function follow(t: Test, node: Running, path: string, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  t.teardown(() => stop.abort());
  const events: Event[] = [];
  const ended = (async () => {
    const reply = await fetch(node.url + path, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: stop.signal,
    });
    t.match(reply.headers.get('content-type'), 'text/event-stream');
    let text = '';
    for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const fields = text
          .slice(0, end)
          .split('\n')
          .map(line => line.split(/: (.*)/s));
        events.push(Object.fromEntries(fields.map(([name, value]) => [name, value])) as Event);
        text = text.slice(end + 2);
      }
    }
  })().catch(() => {});
  return { events, ended, stop: () => stop.abort() };
}

t.test('a stream tells what stands, then what comes, and resumes where it was', async t => {
  const { leader, all } = await startReplicas(t);
  await write(leader, { key: 'p/a', value: 1 });
  await write(leader, { key: 'other', value: 1 });
  await level(all, 2);
  for (const node of all) {
    const { store } = node.replica;
    const from = store.lastVersion;
    const { events, stop, ended } = follow(t, node, '/changes?prefix=p');
    await until('it is level', () => events.some(({ event }) => event === 'level'));
    t.match(events[0], { event: 'change', data: '{"key":"p/a","version":1,"value":1}' });
    await write(leader, { key: 'other', value: 2 });
    await write(leader, { key: 'p/b', value: { live: true } });
    await until('the live one came', () => events.at(-1)?.data?.includes('"p/b"') === true);
    t.same(events.at(-1), {
      id: `${from + 2}`,
      event: 'change',
      data: `{"key":"p/b","version":${from + 2},"value":{"live":true}}`,
    });
    stop();
    await ended;
    await write(leader, { key: 'p/c', value: 1 });
    const again = follow(t, node, '/changes?prefix=p&since=1', { 'last-event-id': `${from + 2}` });
    await until('it goes on', () => again.events.some(({ event }) => event === 'change'));
    t.match(again.events[0]?.data, '"p/c"');
    await del(leader, 'p/c');
    await until('the deletion came', () => again.events.at(-1)?.data?.includes('"deleted":true') === true);
    again.stop();
    await again.ended;
  }
});

t.test('a node that stops ends its streams', async t => {
  const { followers } = await startReplicas(t, { followers: 1 });
  const { events, ended } = follow(t, followers[0]!, '/changes');
  await until('it is level', () => events.length === 1);
  await followers[0]!.stop();
  await ended;
});

t.test('a stream at rest says that it is alive, and where to resume', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  const out = new PassThrough();
  let text = '';
  out.on('data', chunk => (text += chunk));
  const stop = new AbortController();
  const streaming = streamChanges(
    out as unknown as ServerResponse,
    { after: 7, baseline: 7 },
    {
      replica: { ...leader.replica, watchers: new Waiters(1, 5) },
      prefix: '',
      requestId: 'x',
      slowReaderMs: 1_000,
      heartbeatMs: 60_000,
      signal: stop.signal,
    },
  );
  await until('a heartbeat came', () => text.includes(': heartbeat\nid: 7\n\n'));
  stop.abort();
  await streaming;
});

t.test('deletions that are forgotten while a stream lags end it with the error', async t => {
  const { leader } = await startReplicas(t, { followers: 1, env: { TOMBSTONE_RETENTION_MS: '0' } });
  for (const key of ['a', 'b', 'c']) await write(leader, { key, value: 1 });
  await del(leader, 'a');
  await until('the tombstone is gone', () => leader.replica.store.promises.collected >= 4);
  const out = new PassThrough();
  const streaming = streamChanges(
    out as unknown as ServerResponse,
    { after: 1, baseline: 1 },
    {
      replica: leader.replica,
      prefix: '',
      requestId: 'x',
      slowReaderMs: 1_000,
      heartbeatMs: 60_000,
      signal: new AbortController().signal,
    },
  );
  await streaming;
  t.match(String(out.read()), /^event: error\ndata: \{"error":\{"code":"CHANGES_COMPACTED".*"floor":/);
});

t.test('a reader that takes nothing is cut, and costs one page', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'a', value: 'x'.repeat(100_000) });
  const out = new PassThrough({ highWaterMark: 10 });
  await streamChanges(
    out as unknown as ServerResponse,
    { after: 0, baseline: 0 },
    {
      replica: leader.replica,
      prefix: '',
      requestId: 'x',
      slowReaderMs: 20,
      heartbeatMs: 60_000,
      signal: AbortSignal.any([AbortSignal.timeout(20_000), aborted(out)]),
    },
  );
  t.ok(out.destroyed);
});

/** As the route does: the stream's end is told by the connection. */
function aborted(out: PassThrough): AbortSignal {
  const stop = new AbortController();
  out.once('close', () => stop.abort());
  return stop.signal;
}

t.test('a client that goes away in the middle leaves nothing behind', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  for (let i = 0; i < 3; i++) {
    const socket = connect(leader.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /changes HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
  }
  t.equal((await write(leader, { key: 'a', value: 1 })).statusCode, 200);
});
