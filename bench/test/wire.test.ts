import { createServer, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { writeFailure } from '../src/peers/redis.ts';
import { freePorts } from '../src/servers/ports.ts';
import { httpPost, httpStatus, isWholeHttp } from '../src/wire/http.ts';
import { Line } from '../src/wire/line.ts';
import { execute, firstValue, isReady, prepare, query, sqlState, startup } from '../src/wire/postgres.ts';
import { respCommand, respEnd, respReplies } from '../src/wire/resp.ts';

t.test('Redis commands and replies, whole and in part', async t => {
  t.equal(respCommand('SET', 'kö', 'v'), '*3\r\n$3\r\nSET\r\n$3\r\nkö\r\n$1\r\nv\r\n');
  for (const reply of [
    '+OK\r\n',
    ':3\r\n',
    '-ERR no\r\n',
    '$4\r\na\r\nb\r\n',
    '$-1\r\n',
    '*2\r\n:1\r\n$1\r\nx\r\n',
  ]) {
    const bytes = Buffer.from(`+\r\n${reply}`);
    t.equal(respEnd(bytes, 3), bytes.length, reply);
    for (let length = 3; length < bytes.length; length++) t.equal(respEnd(bytes.subarray(0, length), 3), -1);
  }
  const two = respReplies(2);
  t.equal(two(Buffer.from('+OK\r\n')), false);
  t.equal(two(Buffer.from('+OK\r\n:3\r\n')), true);
});

t.test('a Redis write fails by an error or by too few acks', async t => {
  t.equal(writeFailure('+OK\r\n:3\r\n', 3), null);
  t.equal(writeFailure('+OK\r\n:5\r\n', 3), null);
  t.equal(writeFailure('+OK\r\n:2\r\n', 3), 'too few acks');
  t.equal(writeFailure('+OK\r\n*2\r\n:1\r\n:3\r\n', 3), null);
  t.equal(writeFailure('-OOM command not allowed\r\n:3\r\n', 3), 'OOM');
});

t.test('PostgreSQL messages carry their length', async t => {
  t.equal(startup('u', 'd').readInt32BE(0), startup('u', 'd').length);
  t.strictSame(query('SELECT 1'), Buffer.from('Q\0\0\0\x0dSELECT 1\0', 'latin1'));
  for (const bytes of [prepare('w', 'SELECT $1'), execute('w', ['key', 'vä'])]) {
    let at = 0;
    while (at < bytes.length) at += 1 + bytes.readInt32BE(at + 1);
    t.equal(at, bytes.length);
    t.equal(bytes.toString('latin1', bytes.length - 5), 'S\0\0\0\x04');
  }
  t.ok(execute('w', ['key']).includes('\0w\0\0\0\0\x01\0\0\0\x03key\0\0'));
});

t.test('PostgreSQL replies', async t => {
  const ready = 'Z\0\0\0\x05I';
  const row = 'D\0\0\0\x0e\0\x01\0\0\0\x04done';
  const error = 'E\0\0\0\x15SERROR\0C53300\0M\0\0';
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  t.equal(isReady(bytes(ready)), true);
  t.equal(isReady(bytes(ready.slice(0, -1))), false);
  t.equal(isReady(bytes(row)), false);
  t.equal(firstValue(bytes(row + ready)), 'done');
  t.equal(firstValue(bytes(`D\0\0\0\x0a\0\x01\xff\xff\xff\xff${ready}`)), null);
  t.equal(firstValue(bytes(ready)), null);
  t.equal(sqlState(bytes(error + ready)), '53300');
  t.equal(sqlState(bytes(row + ready)), null);
});

t.test('HTTP', async t => {
  t.match(httpPost('/write', '{}'), /^POST \/write HTTP\/1.1\r\n[\s\S]*content-length: 2\r\n\r\n{}$/);
  const reply = Buffer.from('HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\n{}');
  for (let length = 0; length < reply.length; length++)
    t.equal(isWholeHttp(reply.subarray(0, length)), false);
  t.equal(isWholeHttp(reply), true);
  t.equal(httpStatus(reply), 503);
});

t.test('a line puts a reply together from its pieces, and says when the server is gone', async t => {
  const port = await serve(t, socket => {
    socket.setNoDelay(true);
    socket.on('data', chunk => {
      if (chunk.toString().includes('QUIT')) return void socket.end();
      socket.write('+O');
      setTimeout(() => socket.write('K\r\n'), 20);
    });
  });
  const line = await Line.open(port, respReplies(1));
  t.equal(String(await line.send('PING')), '+OK\r\n');
  t.equal(String(await line.send('PING')), '+OK\r\n');
  await t.rejects(line.send('QUIT'), { message: 'the server closed the connection' });
  await t.rejects(line.send('PING'));
  line.close();
  const [free] = await freePorts(1);
  await t.rejects(Line.open(free!, respReplies(1)), { code: 'ECONNREFUSED' });
});

async function serve(t: Test, onSocket: (socket: Socket) => void): Promise<number> {
  const [port] = await freePorts(1);
  const server = createServer(onSocket).listen(port, '127.0.0.1');
  t.teardown(() => server.close());
  return port!;
}
