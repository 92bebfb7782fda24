import t from 'tap';
import {
  IndeterminateError,
  InvalidRequestError,
  UnavailableError,
  VersionMismatchError,
} from '../src/index.ts';
import { clientOf, errorOfCall } from './clients.ts';
import { deadUrl, fakeNode, inTurn, refusal, statusOf, writes } from './fake-node.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const stored = { outcome: 'indeterminate', version: 7 };
const done = { body: { key: 'a', version: 7, quorum: 1, acks: 1, followers: 1, durationMs: 1 } };

t.test('what a put, a delete and a batch send', async t => {
  const node = await fakeNode(t, writes());
  const client = clientOf(t, [node.url]);
  await client.put('a', { on: true }, { quorum: 2, ttlMs: 50, ifVersion: 0, trace: true, timeoutMs: 1_000 });
  await client.put('a', null);
  await client.delete('a/b ?é', { ifVersion: 3, quorum: 1, idempotencyKey: 'mine' });
  await client.batch(
    [
      { key: 'x', value: 1 },
      { key: 'y', delete: true },
    ],
    { quorum: 4, trace: true },
  );
  t.match(node.requests, [
    {
      method: 'POST',
      path: '/write?trace=true',
      headers: { 'content-type': 'application/json', 'idempotency-key': UUID },
      body: { key: 'a', value: { on: true }, quorum: 2, timeoutMs: 800, ifVersion: 0, ttlMs: 50 },
    },
    { method: 'POST', path: '/write', body: { key: 'a', value: null } },
    {
      method: 'DELETE',
      path: '/keys/a%2Fb%20%3F%C3%A9?quorum=1',
      headers: { 'if-match': '"3"', 'idempotency-key': 'mine' },
    },
    {
      method: 'POST',
      path: '/batch?trace=true',
      headers: { 'idempotency-key': UUID },
      body: {
        operations: [
          { key: 'x', value: 1 },
          { key: 'y', delete: true },
        ],
        quorum: 4,
      },
    },
  ]);
  t.strictSame(
    Object.keys(node.requests[1]!.body as object),
    ['key', 'value'],
    'nothing that was not asked for',
  );
  const keys = node.requests.map(({ headers }) => headers['idempotency-key']);
  t.equal(new Set(keys).size, 4, 'each write has a key of its own');
});

t.test('a key that a path cannot carry is deleted by a batch', async t => {
  const node = await fakeNode(t, ({ method }) =>
    method === 'GET'
      ? { body: { key: '..', value: 1, version: 3 } }
      : { body: { firstVersion: 9, lastVersion: 9, quorum: 1, acks: 1, followers: 1, durationMs: 1 } },
  );
  const client = clientOf(t, [node.url]);
  t.match(await client.delete('..', { ifVersion: 3 }), { key: '..', version: 9, quorum: 1 });
  t.match(node.requests[1], {
    path: '/batch',
    body: { operations: [{ key: '..', delete: true, ifVersion: 3 }] },
  });
  node.script = () => refusal(404, 'KEY_NOT_FOUND');
  t.equal(await client.delete('.'), undefined);
});

t.test('a delete of what is not there gives undefined', async t => {
  const node = await fakeNode(t, () => refusal(404, 'KEY_NOT_FOUND'));
  t.equal(await clientOf(t, [node.url]).delete('a'), undefined);
});

t.test('a write is sent again with the same key and body until it is done', async t => {
  const node = await fakeNode(
    t,
    inTurn(
      'break',
      refusal(503, 'QUEUE_FULL'),
      refusal(504, 'QUORUM_TIMEOUT', stored),
      refusal(503, 'NOT_READY'),
      refusal(503, 'LEADERSHIP_LOST', stored),
      { status: 502, body: '<html>' },
      done,
    ),
  );
  const client = clientOf(t, [node.url]);
  t.match(await client.put('a', 1, { timeoutMs: 30_000 }), { version: 7 });
  t.equal(node.requests.length, 7);
  t.equal(new Set(node.requests.map(({ headers }) => headers['idempotency-key'])).size, 1);
  t.equal(new Set(node.requests.map(({ body }) => JSON.stringify(body))).size, 1);
  t.equal(client.lastVersion, 7);
});

t.test('a write without a key is sent again only where nothing was stored', async t => {
  const bare = { idempotencyKey: null, timeoutMs: 30_000 };
  const node = await fakeNode(t, inTurn(refusal(503, 'QUEUE_FULL'), refusal(503, 'NOT_READY'), done));
  const client = clientOf(t, [node.url]);
  await client.put('a', 1, bare);
  t.equal(node.requests.length, 3);
  t.notOk('idempotency-key' in node.requests[0]!.headers);

  for (const [answer, code, version] of [
    ['break', 'CONNECTION_FAILED', undefined],
    [refusal(504, 'QUORUM_TIMEOUT', stored), 'QUORUM_TIMEOUT', 7],
    [{ status: 502, body: '' }, 'BAD_ANSWER', undefined],
  ] as const) {
    node.requests.length = 0;
    node.script = inTurn(answer, done);
    const error = await errorOfCall(client.put('a', 1, bare));
    t.ok(error instanceof IndeterminateError, code);
    t.match(error, { code, version });
    t.equal(node.requests.length, 1, code);
  }
});

t.test('a definite refusal is not sent again', async t => {
  for (const [status, code] of [
    [400, 'INVALID_REQUEST'],
    [412, 'VERSION_MISMATCH'],
    [413, 'BODY_TOO_LARGE'],
    [422, 'IDEMPOTENCY_CONFLICT'],
    [500, 'INTERNAL'],
  ] as const) {
    const node = await fakeNode(t, () => refusal(status, code, { version: 4, operation: 1 }));
    const error = await errorOfCall(clientOf(t, [node.url]).put('a', 1));
    t.match(error, { code, status, requestId: 'r-1', details: { version: 4, operation: 1 } });
    if (error instanceof VersionMismatchError) t.match(error, { version: 4, operation: 1 });
    t.equal(node.requests.length, 1, code);
  }
});

t.test('when the time is up, the error says what may be stored, and names the last cause', async t => {
  const node = await fakeNode(t, inTurn(refusal(504, 'QUORUM_TIMEOUT', stored), refusal(503, 'QUEUE_FULL')));
  const client = clientOf(t, [node.url], { timeoutMs: 1_000 });
  const indeterminate = await errorOfCall(client.put('a', 1));
  t.ok(indeterminate instanceof IndeterminateError, 'one attempt that may be stored is enough');
  t.match(indeterminate, { code: 'QUORUM_TIMEOUT', version: 7, message: /within 1000 ms/ });
  t.match(node.requests[0]!.body, { timeoutMs: 800 }, 'the node gives up first');

  node.script = () => refusal(503, 'QUEUE_FULL');
  let unavailable = await errorOfCall(client.put('a', 1));
  // On a busy machine the last attempt may be cut before its answer is read.
  for (let more = 5; more > 0 && !(unavailable instanceof UnavailableError); more--)
    unavailable = await errorOfCall(client.put('a', 1));
  t.ok(unavailable instanceof UnavailableError);
  t.match(unavailable, { code: 'QUEUE_FULL', status: 503, message: /within 1000 ms: QUEUE_FULL/ });
  t.match(unavailable.cause, { code: 'QUEUE_FULL' });

  node.script = () => 'hang';
  const unknown = await errorOfCall(client.put('a', 1, { timeoutMs: 200 }));
  t.ok(unknown instanceof IndeterminateError, 'it may have arrived');
  t.match(unknown, { code: 'TIMEOUT', version: undefined });

  const nobody = clientOf(t, [await deadUrl(t)], { timeoutMs: 200 });
  const unreachable = await errorOfCall(nobody.put('a', 1));
  t.ok(unreachable instanceof UnavailableError, 'nothing was sent');
  t.match(unreachable, { code: 'CONNECTION_FAILED', message: /ECONNREFUSED/ });
});

t.test('what cannot be sent is refused at once', async t => {
  const node = await fakeNode(t, writes());
  const client = clientOf(t, [node.url]);
  const cycle: unknown[] = [];
  cycle.push(cycle);
  for (const call of [
    client.put('a', undefined),
    client.put('a', 1n),
    client.put('a', cycle),
    client.put('\ud800', 1),
    client.delete('\ud800'),
    client.get('\ud800'),
    client.batch([{ key: 'a', value: undefined }]),
    client.put('a', 1, { idempotencyKey: '' }),
    client.put('a', 1, { idempotencyKey: 'x\ny' }),
  ]) {
    t.ok((await errorOfCall(call)) instanceof InvalidRequestError);
  }
  t.strictSame(node.requests, []);
  for (const urls of [[], ['nowhere'], ['ftp://a'], ['http://a/path']]) {
    t.throws(() => clientOf(t, urls), { code: 'INVALID_REQUEST' });
  }
});

t.test('the caller’s signal ends a write, with its own reason', async t => {
  const node = await fakeNode(t, () => {
    ending.abort(reason);
    return 'hang';
  });
  const ending = new AbortController();
  const reason = new Error('enough');
  const client = clientOf(t, [node.url]);
  await t.rejects(client.put('a', 1, { signal: ending.signal }), reason);
  await t.rejects(client.put('a', 1, { signal: ending.signal }), reason);
  t.equal(node.requests.length, 1, 'a signal that is aborted already sends nothing');
});

t.test('a client that is closed ends what goes on', async t => {
  const node = await fakeNode(t, () => 'hang');
  node.status = statusOf(node.url, 'leader');
  const client = clientOf(t, [node.url]);
  const read = errorOfCall(client.get('a'));
  const write = errorOfCall(client.put('a', 1));
  while (node.requests.length < 2) await new Promise(resolve => setImmediate(resolve));
  await client.close();
  t.match(await read, { code: 'CLOSED' });
  t.ok((await write) instanceof IndeterminateError);
  t.match(await errorOfCall(client.get('a')), { code: 'CLOSED' });
});
