import t from 'tap';
import { untilReady } from '../src/index.ts';
import { crash, entries, start, until, untilAllStream, untilIdentical } from './clusters.ts';

const SIZE = 40;

t.test('when all six are killed in the middle of batches, each replica has each of them whole', async t => {
  const { leader, followers, nodes } = await start(t, { env: { LOG_LEVEL: 'warn' } });
  let sent = 0;
  const acknowledged = new Set<number>();
  const send = async () => {
    const batch = sent++;
    const operations = Array.from({ length: SIZE }, (_, i) => ({
      key: `${batch}-${i}`,
      value: 'x'.repeat(100),
    }));
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ operations });
    const reply = await fetch(`${leader.url}/batch`, { method: 'POST', headers, body });
    if (reply.ok) acknowledged.add(batch);
  };
  const clients = Array.from({ length: 8 }, async () => {
    for (;;) await send();
  });
  const ended = Promise.allSettled(clients);
  await until('some are acknowledged', () => acknowledged.size > 60);
  await Promise.all(nodes.map(crash));
  await ended;

  // First each follower alone, as its disk has it: nobody mends anything.
  for (const node of followers) {
    node.restart();
    await untilReady(node);
  }
  for (const node of followers) t.same(await halves(node), [], node.id);
  leader.restart();
  await untilReady(leader);
  await untilAllStream(leader);
  await untilIdentical(nodes);
  t.same(await halves(leader), []);
  const there = new Set((await entries(leader)).map(({ key }) => Number(key.split('-')[0])));
  t.same(
    [...acknowledged].filter(batch => !there.has(batch)),
    [],
    `all ${acknowledged.size} acknowledged batches of ${sent} are there`,
  );
});

/** Batches of which only a part is there. */
async function halves(node: Parameters<typeof entries>[0]): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { key } of await entries(node)) {
    const batch = key.split('-')[0]!;
    counts.set(batch, (counts.get(batch) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count !== SIZE).map(([batch, count]) => `${count} of ${batch}`);
}
