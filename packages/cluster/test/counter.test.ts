import t from 'tap';
import type { NodeProcess } from '../src/index.ts';
import { crash, read, revive, start, until, untilIdentical } from './clusters.ts';

const CLIENTS = 100;

/** Adds one by compare-and-set; a write whose outcome is open is sent again until it is known. */
async function increment({ url }: NodeProcess, client: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const current = await fetch(`${url}/keys/counter`);
    const value = current.ok ? ((await current.json()) as number) : 0;
    const condition = current.ok ? { 'if-match': current.headers.get('etag')! } : { 'if-none-match': '*' };
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': `client ${client}, attempt ${attempt}`,
      ...condition,
    };
    for (;;) {
      const reply = await fetch(`${url}/keys/counter`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(value + 1),
      });
      await reply.arrayBuffer();
      if (reply.ok) return;
      if (reply.status === 412) break;
      if (reply.status < 500) throw new Error(`status ${reply.status}`);
    }
  }
}

t.test('a hundred clients count to a hundred, with delays and a follower that dies', async t => {
  const { leader, followers, nodes } = await start(t, { maxDelayMs: 20, delaySeed: 7 });
  const done = Promise.all(Array.from({ length: CLIENTS }, (_, client) => increment(leader, client)));
  const count = async () => ((await read(leader, 'counter')).body.value as number | undefined) ?? 0;
  await until('some have counted', async () => (await count()) > 10);
  await crash(followers[0]!);
  await done;
  t.equal(await count(), CLIENTS);
  await revive(followers[0]!);
  await untilIdentical(nodes);
  t.equal((await read(followers[0]!, 'counter')).body.value, CLIENTS);
});
