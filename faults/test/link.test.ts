import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { freePortRange } from '../src/cluster/ports.ts';
import { healthy, Link } from '../src/network/link.ts';

const cut = { cutToFollower: true, cutFromFollower: true, delayMs: 0 };

/** A follower that echoes, a link to it, and a leader's connection through that. */
async function connected(t: Test) {
  const base = await freePortRange(2);
  const received: Buffer[] = [];
  const sockets: Socket[] = [];
  const follower: Server = createServer(socket => {
    sockets.push(socket);
    socket.on('data', chunk => received.push(chunk as Buffer));
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  follower.listen(base + 1, '127.0.0.1');
  await once(follower, 'listening');
  const link = new Link(base, base + 1);
  await link.open();
  const leader = connect(base, '127.0.0.1');
  const answered: Buffer[] = [];
  leader.on('data', chunk => answered.push(chunk as Buffer));
  leader.on('error', () => {});
  await once(leader, 'connect');
  t.teardown(async () => {
    leader.destroy();
    for (const socket of sockets) socket.destroy();
    follower.close();
    await link.close();
  });
  const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString();
  return { link, leader, follower, sockets, received: () => text(received), answered: () => text(answered) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5));
}

/** Long enough for bytes to pass on loopback, if they pass at all. */
function aWhile(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 100));
}

t.test('a healthy link passes everything both ways, and ends', async t => {
  const { link, leader, answered } = await connected(t);
  const big = 'x'.repeat(3 << 20);
  leader.end(big);
  await until(() => answered().length === big.length);
  t.equal(answered(), big);
  await until(() => leader.closed);
  await until(() => link.connections === 0);
});

t.test('a cut link passes nothing, and is only late once it is healed', async t => {
  const { link, leader, received, answered } = await connected(t);
  leader.write('a');
  await until(() => answered() === 'a');
  link.set(cut);
  leader.write('b');
  await aWhile();
  t.equal(received(), 'a');
  link.set(healthy);
  leader.write('c');
  await until(() => answered() === 'abc');
  t.equal(received(), 'abc');
});

t.test('a link can be cut one way', async t => {
  const { link, leader, received, answered } = await connected(t);
  link.set({ ...cut, cutToFollower: false });
  leader.write('a');
  await until(() => received() === 'a');
  await aWhile();
  t.equal(answered(), '');
  link.set({ ...cut, cutFromFollower: false });
  await until(() => answered() === 'a');
  leader.write('b');
  await aWhile();
  t.equal(received(), 'a');
});

t.test('a slow link keeps the order', async t => {
  const { link, leader, answered } = await connected(t);
  link.set({ ...healthy, delayMs: 60 });
  const startMs = performance.now();
  leader.write('a');
  await until(() => answered() === 'a');
  t.ok(performance.now() - startMs >= 119, 'both ways');
  leader.write('b');
  link.set(healthy);
  leader.write('c');
  await until(() => answered() === 'abc');
});

t.test('what was held back is lost when the link is reset', async t => {
  const { link, leader, received, sockets } = await connected(t);
  leader.write('a');
  await until(() => received() === 'a');
  link.set(cut);
  leader.write('b');
  await aWhile();
  link.reset();
  await until(() => leader.closed);
  await until(() => sockets.every(socket => socket.destroyed));
  t.equal(received(), 'a');
});

t.test('a cut link hides that the follower died', async t => {
  const { link, leader, sockets, answered } = await connected(t);
  leader.write('a');
  await until(() => answered() === 'a');
  link.set(cut);
  sockets[0]!.resetAndDestroy();
  await aWhile();
  t.notOk(leader.closed);
  link.set(healthy);
  await until(() => leader.closed);
});

t.test('where nobody listens, the connection breaks', async t => {
  const base = await freePortRange(2);
  const link = new Link(base, base + 1);
  await link.open();
  t.teardown(() => link.close());
  const leader = connect(link.port, '127.0.0.1');
  leader.on('error', () => {});
  await until(() => leader.closed);
  await until(() => link.connections === 0);
});
