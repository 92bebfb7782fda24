import t from 'tap';
import { entries, start, untilIdentical, write } from './clusters.ts';

t.test('under simulated delays all writes complete, and the replicas are identical at the end', async t => {
  const { leader, nodes } = await start(t, {
    minDelayMs: 1,
    maxDelayMs: 60,
    delaySeed: 7,
    durability: 'memory',
  });
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      write(leader, { key: `key-${i % 20}`, value: i, quorum: 1 + (i % 5) }),
    ),
  );
  t.ok(answers.every(({ status, body }) => status === 200 && body.acks >= body.quorum));
  await untilIdentical(nodes);
  const newest = new Map<string, number>();
  for (const { body } of answers) newest.set(body.key, Math.max(newest.get(body.key) ?? 0, body.version));
  for (const { key, version } of await entries(leader)) t.equal(version, newest.get(key), key);
});

t.test('a delay holds back the reply for as long as the quorum needs, and no longer', async t => {
  const { leader } = await start(t, { minDelayMs: 50, maxDelayMs: 50, followers: 2, durability: 'memory' });
  const { body } = await write(leader, { key: 'a', value: 1, quorum: 2 });
  // A timer may fire up to a millisecond early; there is no upper bound that a busy machine keeps.
  t.ok(body.durationMs >= 49, `${body.durationMs} ms`);
});
