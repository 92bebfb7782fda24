import { errorTable } from '@quorate/protocol';
import t from 'tap';
import { WriteCounts } from '../src/metrics/write-counts.ts';

const counted = (counts: WriteCounts) => counts.outcomes().filter(({ count }) => count > 0);

t.test(
  'writes are counted by outcome and quorum; what no cluster could reach is counted together',
  async t => {
    const counts = new WriteCounts(3);
    counts.answered(1, 5);
    counts.answered(3, 5);
    counts.answered(3, 5, 'QUORUM_TIMEOUT');
    for (const odd of [0, -1, 4, 1.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY])
      counts.answered(odd, 5, 'QUORUM_TOO_LARGE');
    t.strictSame(counted(counts), [
      { outcome: 'ok', quorum: 1, count: 1 },
      { outcome: 'ok', quorum: 3, count: 1 },
      { outcome: 'QUORUM_TOO_LARGE', quorum: undefined, count: 7 },
      { outcome: 'QUORUM_TIMEOUT', quorum: 3, count: 1 },
    ]);
    t.equal(
      counts.outcomes().length,
      (Object.keys(errorTable).length + 1) * 4,
      'and no more than there were',
    );
  },
);

t.test('only writes that reached their quorum have a duration, in seconds', async t => {
  const counts = new WriteCounts(1);
  counts.answered(1, 1_500);
  counts.answered(1, 9_000, 'QUORUM_TIMEOUT');
  t.equal(counts.writeSeconds.count, 1);
  t.equal(counts.writeSeconds.sum, 1.5);
});

t.test('acks are counted by follower, and timed by their place in the race', async t => {
  const counts = new WriteCounts(2);
  counts.acked(1, 1, 10);
  counts.acked(0, 2, 30);
  counts.acked(1, 1, 10);
  t.strictSame([...counts.acks], [1, 2]);
  t.strictSame(
    counts.ackSeconds.map(({ count, sum }) => [count, sum]),
    [
      [2, 0.02],
      [1, 0.03],
    ],
  );
});

t.test('a request without entries is a heartbeat, and no batch', async t => {
  const counts = new WriteCounts(2);
  counts.sent(0, 0, 100);
  counts.sent(1, 30, 4_000);
  counts.sent(1, 0, 100);
  t.strictSame([...counts.heartbeats], [1, 1]);
  t.strictSame([...counts.sentBytes], [100, 4_100]);
  t.strictSame([counts.batchEntries.count, counts.batchEntries.sum], [1, 30]);
});
