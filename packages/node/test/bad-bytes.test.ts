import { once } from 'node:events';
import { connect } from 'node:net';
import { type ErrorCode, errorTable } from '@quorate/protocol';
import t from 'tap';
import { holdings, startReplicas, until, write } from './nodes.ts';

const JSON_BODY = '{"key":"k","value":1}';
const headers = (...lines: string[]) => [...lines, '', ''].join('\r\n');
const post = (...lines: string[]) =>
  headers('POST /write HTTP/1.1', 'host: x', 'content-type: application/json', ...lines);
const filler = (count: number) => Array.from({ length: count }, (_, i) => `x-${i}: ${'y'.repeat(50)}`);

/** Bytes, and what they must be answered with. The client ends its side after the last one. */
const cases: readonly (readonly [name: string, bytes: string | Buffer, code?: ErrorCode])[] = [
  ['garbage', Buffer.from([0, 1, 2, 255, 254, 13, 10, 13, 10])],
  ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex')],
  ['a line of another protocol', 'EHLO example.com\r\n\r\n'],
  ['an unknown method', headers('FROB /ping HTTP/1.1', 'host: x')],
  ['a write in HTTP/0.9', 'POST /write\r\n\r\n'],
  ['a write without a body', post('content-length: 0')],
  ['no host', headers('GET /ping HTTP/1.1')],
  ['an expectation that nobody can meet', post('expect: a-miracle', 'content-length: 0')],
  ['a negative length', post('content-length: -5')],
  ['a length that is no number', post('content-length: many')],
  ['two lengths', post('content-length: 21', 'content-length: 22') + JSON_BODY],
  [
    'a length and chunks, as smugglers do',
    `${post('content-length: 5', 'transfer-encoding: chunked')}0\r\n\r\n`,
  ],
  ['a broken chunk', `${post('transfer-encoding: chunked')}zz\r\n\r\n`],
  ['an unknown transfer coding', post('transfer-encoding: gzip') + JSON_BODY],
  ['a body that ends too early', `${post('content-length: 500')}${JSON_BODY}`],
  ['a body cut short by its length', `${post('content-length: 10', 'connection: close')}${JSON_BODY}`],
  ['a length over the limit', post('content-length: 1048577'), 'BODY_TOO_LARGE'],
  ['a blank in a header’s name', headers('GET /ping HTTP/1.1', 'host: x', 'a b: c')],
  ['a line end inside a header', headers('GET /ping HTTP/1.1', 'host: x', 'a: b\rc: d')],
  ['a raw letter beyond ASCII in the path', headers('GET /piéng HTTP/1.1', 'host: x')],
  ['broken percent-encoding in the path', headers('GET /%zz HTTP/1.1', 'host: x', 'connection: close')],
  [
    'one huge header',
    headers('GET /ping HTTP/1.1', 'host: x', `a: ${'b'.repeat(20_000)}`),
    'HEADERS_TOO_LARGE',
  ],
  ['many headers', headers('GET /ping HTTP/1.1', 'host: x', ...filler(1_000)), 'HEADERS_TOO_LARGE'],
  ['a huge path', headers(`GET /${'a'.repeat(20_000)} HTTP/1.1`, 'host: x'), 'HEADERS_TOO_LARGE'],
];

async function exchange(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', chunk => {
    answer += chunk;
  });
  // A server that hangs up before it has read everything may reset the connection.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.end(bytes);
  await until('the server has hung up', () => socket.destroyed || socket.readableEnded);
  return answer;
}

t.test('broken bytes get one error in the one shape, and the server hangs up', async t => {
  const { leader, followers, all } = await startReplicas(t);
  t.equal((await write(leader, { key: 'standing', value: 1, quorum: 3 })).statusCode, 200);
  const before = await holdings(all);
  for (const [name, bytes, code = 'INVALID_REQUEST'] of cases) {
    await t.test(name, async t => {
      const [head = '', body = ''] = (await exchange(leader.port, bytes)).split('\r\n\r\n');
      t.match(head, new RegExp(`^HTTP/1.1 ${errorTable[code].status} `));
      t.match(head.toLowerCase(), 'content-type: application/json; charset=utf-8');
      t.equal(body.split('HTTP/1.1').length, 1, 'one answer');
      t.doesNotThrow(() => JSON.parse(body), `the body is JSON: ${body}`);
      t.match(body, `{"error":{"code":"${code}","message":"`);
      // A follower refuses every write before it reads the body; nothing else differs there.
      const elsewhere = await exchange(followers[0]!.port, bytes);
      t.match(elsewhere, /^HTTP\/1\.1 4\d\d /);
      t.match(elsewhere, '{"error":{"code":"');
    });
  }
  t.strictSame(await holdings(all), before);
  t.equal((await write(leader, { key: 'next', value: 1 })).statusCode, 200);
});
