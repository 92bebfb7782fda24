import t from 'tap';
import { QuorumCurve } from '../src/write/curve.ts';

t.test('each quorum costs what its ack took', async t => {
  const curve = new QuorumCurve(3, () => 0);
  t.same(curve.points(), []);
  for (let i = 1; i <= 100; i++) {
    curve.record(1, i, 0);
    curve.record(2, i + 100, 0);
  }
  const [first, second, third] = curve.points();
  t.match(first, { quorum: 1, count: 100 });
  for (const [figure, expected] of [
    [first?.p50Ms, 50],
    [first?.p95Ms, 95],
    [first?.p99Ms, 99],
    [second?.p50Ms, 150],
    [second?.p99Ms, 199],
  ]) {
    t.ok(Math.abs(figure! - expected!) <= expected! / 50, `${figure} is about ${expected}`);
  }
  t.equal(third, undefined, 'nobody was third');
});

t.test('what is older than the window is forgotten, and nothing is too long or too short', async t => {
  let nowMs = 0;
  const curve = new QuorumCurve(1, () => nowMs);
  const count = () => curve.points()[0]?.count ?? 0;
  curve.record(1, 5, nowMs);
  nowMs += 119_000;
  curve.record(1, 0, nowMs);
  nowMs += 2_000;
  curve.record(1, 1e12, nowMs);
  t.equal(count(), 3);
  nowMs += 121_000;
  t.equal(count(), 1, 'the last one alone');
  nowMs += 1e9;
  t.equal(count(), 0);
});

t.test('the last seconds can be asked for alone', async t => {
  let nowMs = 0;
  const curve = new QuorumCurve(1, () => nowMs);
  const count = (windowMs?: number) => curve.points(windowMs)[0]?.count ?? 0;
  for (; nowMs < 56_000; nowMs += 1_000) curve.record(1, 1, nowMs);
  t.equal(count(), 56);
  t.equal(count(10_000), 16, 'of the slice that goes on, and of the one before');
  nowMs = 65_000;
  t.equal(count(10_000), 6);
  nowMs = 85_000;
  t.equal(count(10_000), 0);
  t.equal(count(), 56);
});
