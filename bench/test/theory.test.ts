import { seededRandom } from '@quorate/leader';
import t from 'tap';
import {
  orderStatisticCdf,
  orderStatisticDeviation,
  orderStatisticQuantile,
  quorumTheory,
} from '../src/sweep/theory.ts';
import { warmUpRounds } from '../src/sweep/warm-up.ts';

const FOLLOWERS = 5;
const QUORUMS = [1, 2, 3, 4, 5];
const delays = { followers: FOLLOWERS, minDelayMs: 0, maxDelayMs: 1000 };

t.test('the mean rises evenly with the quorum', async t => {
  const means = QUORUMS.map(quorum => quorumTheory(delays, quorum, 100).meanMs.toFixed(1));
  t.strictSame(means, ['166.7', '333.3', '500.0', '666.7', '833.3']);
});

t.test('delays are scaled to their range', async t => {
  const shifted = quorumTheory({ ...delays, minDelayMs: 200, maxDelayMs: 300 }, 3, 100);
  t.equal(shifted.meanMs, 250);
  t.ok(shifted.p99Ms > 250 && shifted.p99Ms < 300);
  const fixed = quorumTheory({ ...delays, minDelayMs: 40, maxDelayMs: 40 }, 3, 100);
  t.strictSame(fixed, { meanMs: 40, p99Ms: 40, standardErrorMs: 0 });
});

t.test('the extreme quorums have closed forms', async t => {
  for (const probability of [0.01, 0.5, 0.99]) {
    t.ok(
      near(
        orderStatisticQuantile(probability, 1, FOLLOWERS),
        1 - (1 - probability) ** (1 / FOLLOWERS),
        1e-12,
      ),
    );
    t.ok(
      near(orderStatisticQuantile(probability, FOLLOWERS, FOLLOWERS), probability ** (1 / FOLLOWERS), 1e-12),
    );
  }
});

t.test('the quantile inverts the distribution', async t => {
  for (const n of [1, 3, 5, 15]) {
    for (let k = 1; k <= n; k++) {
      for (const probability of [0.001, 0.5, 0.99]) {
        t.ok(near(orderStatisticCdf(orderStatisticQuantile(probability, k, n), k, n), probability, 1e-9));
      }
    }
  }
});

t.test('mean, deviation and p99 agree with a simulation', async t => {
  const random = seededRandom(7);
  const races = Array.from({ length: 40_000 }, () =>
    Array.from({ length: FOLLOWERS }, random).sort((a, b) => a - b),
  );
  for (const quorum of QUORUMS) {
    const latencies = races.map(race => 1000 * race[quorum - 1]!).sort((a, b) => a - b);
    const mean = latencies.reduce((sum, one) => sum + one, 0) / latencies.length;
    const variance = latencies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / latencies.length;
    const theory = quorumTheory(delays, quorum, 100);
    t.ok(near(mean, theory.meanMs, 3), `mean at quorum ${quorum}`);
    t.ok(near(latencies[Math.floor(latencies.length * 0.99)]!, theory.p99Ms, 6), `p99 at quorum ${quorum}`);
    t.ok(
      near(Math.sqrt(variance), 1000 * orderStatisticDeviation(quorum, FOLLOWERS), 2),
      `deviation at ${quorum}`,
    );
  }
});

function near(actual: number, expected: number, tolerance: number): boolean {
  return Math.abs(actual - expected) <= tolerance;
}

t.test('the warm-up is long enough to compile, and short under long delays and with many writes', async t => {
  const rounds = (writes: number, maxDelayMs: number) => warmUpRounds({ ...delays, maxDelayMs, writes });
  t.equal(rounds(100, 1000), 30);
  t.equal(rounds(100, 0), 30, 'without a delay the mean is 0');
  t.equal(rounds(1, 1000), 30);
  t.equal(rounds(5000, 1000), 1);
  t.equal(rounds(100, 45_000), 1);
});
