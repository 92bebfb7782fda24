import type { ServerResponse } from 'node:http';
import t from 'tap';
import { CompactedError, type WatchedChange } from '../src/index.ts';
import { clientOf, errorOfCall } from './clients.ts';
import { deadUrl, fakeNode, refusal, type Script } from './fake-node.ts';

const change = (version: number) =>
  `id: c${version}\nevent: change\ndata: ${JSON.stringify({ key: 'a', version, value: version })}\n\n`;

/** Streams these texts; the last of them ends the stream when it is `end`, or breaks it when it is `break`. */
function streaming(...parts: readonly string[]): Script {
  return (_request, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) {
      if (part === 'end') response.end();
      else if (part === 'break') response.write('', () => response.socket?.destroy());
      else response.write(part);
    }
    return 'streams';
  };
}

/** The first `count` changes. */
async function take(changes: AsyncIterable<WatchedChange>, count: number): Promise<WatchedChange[]> {
  const taken = [];
  for await (const one of changes) {
    taken.push(one);
    if (taken.length === count) break;
  }
  return taken;
}

t.test('changes come with their cursors, and the level is told', async t => {
  const deleted = 'id: c3\nevent: change\ndata: {"key":"a","version":3,"deleted":true}\n\n';
  const level = 'event: level\ndata: {"version":2}\n\n';
  const node = await fakeNode(t, streaming(change(1), change(2), level, 'event: new\ndata: ?\n\n', deleted));
  const client = clientOf(t, [node.url]);
  const levels: number[] = [];
  const changes = await take(
    client.watch({ since: 5, prefix: 'a b', onLevel: version => levels.push(version) }),
    3,
  );
  t.same(changes, [
    { key: 'a', version: 1, value: 1, cursor: 'c1' },
    { key: 'a', version: 2, value: 2, cursor: 'c2' },
    { key: 'a', version: 3, deleted: true, cursor: 'c3' },
  ]);
  t.same(levels, [2]);
  t.equal(client.lastVersion, 3);
  t.match(node.requests, [
    { path: '/changes?since=5&prefix=a%20b', headers: { accept: 'text/event-stream' } },
  ]);
  t.notOk('last-event-id' in node.requests[0]!.headers);
});

for (const [how, end] of [
  ['breaks', 'break'],
  ['ends', 'end'],
] as const) {
  t.test(`a stream that ${how} goes on from its last cursor, on another node`, async t => {
    const one = await fakeNode(t, streaming(change(1), ': heartbeat\nid: h4\n\n', 'id: c5\ndata: cut', end));
    const other = await fakeNode(t, streaming(change(6)));
    const client = clientOf(t, [one.url, other.url]);
    const changes = await take(client.watch(), 2);
    t.same(
      changes.map(({ version }) => version),
      [1, 6],
    );
    t.match(other.requests, [{ path: '/changes', headers: { 'last-event-id': 'h4' } }]);
  });
}

t.test('a single node is asked again', async t => {
  let streams = 0;
  const node = await fakeNode(t, (request, response) =>
    streaming(change(++streams), 'break')(request, response),
  );
  const changes = await take(clientOf(t, [node.url]).watch({ since: 'c0' }), 3);
  t.same(
    changes.map(({ cursor }) => cursor),
    ['c1', 'c2', 'c3'],
  );
  t.same(
    node.requests.map(({ headers }) => headers['last-event-id']),
    [undefined, 'c1', 'c2'],
  );
});

t.test('nodes that cannot stream are passed over', async t => {
  const bad = await fakeNode(t, () => refusal(503, 'NOT_READY'));
  const good = await fakeNode(t, streaming(change(1)));
  t.match(await take(clientOf(t, [await deadUrl(t), bad.url, good.url]).watch(), 1), [{ version: 1 }]);
});

t.test('compaction is told, before the stream and in it', async t => {
  const { body } = refusal(410, 'CHANGES_COMPACTED', { floor: 8 });
  for (const script of [
    () => ({ status: 410, body }),
    streaming(change(1), `event: error\ndata: ${JSON.stringify(body)}\n\n`, 'end'),
  ]) {
    const node = await fakeNode(t, script);
    const error = await errorOfCall(take(clientOf(t, [node.url]).watch({ since: 1 }), 2));
    t.ok(error instanceof CompactedError);
    t.match(error, { code: 'CHANGES_COMPACTED', floor: 8 });
    t.equal(node.requests.length, 1);
  }
});

t.test('it gives up after a while without a node', async t => {
  const error = await errorOfCall(take(clientOf(t, [await deadUrl(t)]).watch({ timeoutMs: 100 }), 1));
  t.match(error, { name: 'UnavailableError', code: 'CONNECTION_FAILED', message: /for 100 ms/ });
});

t.test('what is no change is an error', async t => {
  for (const data of ['{', '{}', 'null']) {
    const node = await fakeNode(t, streaming(`event: change\ndata: ${data}\n\n`));
    t.match(await errorOfCall(take(clientOf(t, [node.url]).watch(), 1)), { code: 'BAD_ANSWER' });
  }
});

t.test('leaving the loop, the signal and closing the client end the connection', async t => {
  const closed: Promise<unknown>[] = [];
  const node = await fakeNode(t, (request, response) => {
    closed.push(new Promise(resolve => response.once('close', resolve)));
    return streaming(change(1))(request, response);
  });
  const client = clientOf(t, [node.url]);
  await take(client.watch(), 1);
  await closed[0];

  const ending = new AbortController();
  const reason = new Error('enough');
  const aborted = (async () => {
    for await (const _ of client.watch({ signal: ending.signal })) setImmediate(() => ending.abort(reason));
  })();
  await t.rejects(aborted, reason);
  await closed[1];

  const watching = (async () => {
    for await (const _ of client.watch()) setImmediate(() => client.close());
  })();
  t.match(await errorOfCall(watching), { code: 'CLOSED' });
  await closed[2];
});
