import fc from 'fast-check';
import t from 'tap';
import { decideQuorum, quorumWatermark } from '../src/write/quorum.ts';

t.test('a race is pending, reached or unreachable', async t => {
  const table = [
    { quorum: 3, acks: 0, awaited: 5, verdict: 'pending' },
    { quorum: 3, acks: 2, awaited: 1, verdict: 'pending' },
    { quorum: 3, acks: 0, awaited: 3, verdict: 'pending' },
    { quorum: 3, acks: 3, awaited: 0, verdict: 'reached' },
    { quorum: 3, acks: 4, awaited: 1, verdict: 'reached' },
    { quorum: 1, acks: 1, awaited: 0, verdict: 'reached' },
    { quorum: 3, acks: 0, awaited: 2, verdict: 'unreachable' },
    { quorum: 3, acks: 2, awaited: 0, verdict: 'unreachable' },
    { quorum: 1, acks: 0, awaited: 0, verdict: 'unreachable' },
  ];
  for (const { verdict, ...count } of table) t.equal(decideQuorum(count), verdict, JSON.stringify(count));
});

t.test('an ack never makes a race worse, and a lost follower never makes it better', async () => {
  const rank = { unreachable: 0, pending: 1, reached: 2 };
  const count = fc.record({
    quorum: fc.integer({ min: 1, max: 9 }),
    acks: fc.nat({ max: 9 }),
    awaited: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(count, ({ quorum, acks, awaited }) => {
      const now = rank[decideQuorum({ quorum, acks, awaited })];
      const acked = rank[decideQuorum({ quorum, acks: acks + 1, awaited: awaited - 1 })];
      const lost = rank[decideQuorum({ quorum, acks, awaited: awaited - 1 })];
      return acked >= now && lost <= now && (now === rank.reached) === acks >= quorum;
    }),
  );
});

t.test('the quorum watermark is the highest that so many followers have reached', async t => {
  t.equal(quorumWatermark([5, 9, 7], 1), 9);
  t.equal(quorumWatermark([5, 9, 7], 2), 7);
  t.equal(quorumWatermark([5, 9, 7], 3), 5);
  t.equal(quorumWatermark([7, 7, 0], 2), 7);
  t.equal(quorumWatermark([5, 9], 3), 0, 'what cannot be had is not there');
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (all, quorum) => {
        const naive = all.filter(mark => all.filter(other => other >= mark).length >= quorum);
        return quorumWatermark(all, quorum) === Math.max(0, ...naive);
      },
    ),
  );
  const frozen = Object.freeze([5, 9, 7]);
  t.doesNotThrow(() => quorumWatermark(frozen, 2));
});
