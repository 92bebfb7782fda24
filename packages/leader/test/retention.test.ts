import t from 'tap';
import { Retention } from '../src/repair/retention.ts';

t.test('tombstones go once all followers had them for so long', async t => {
  const retention = new Retention(1_000);
  t.equal(retention.advance(0, 5), 0);
  t.equal(retention.advance(500, 9), 0);
  t.equal(retention.advance(999, 9), 0);
  t.equal(retention.advance(1_000, 12), 5);
  t.equal(retention.advance(1_500, 12), 9);
  t.equal(retention.advance(9_000, 12), 12);
});

t.test('a follower that fell back holds them', async t => {
  const retention = new Retention(1_000);
  retention.advance(0, 5);
  t.equal(retention.advance(1_000, 3), 3);
});

t.test('without retention they go at once', async t => {
  const retention = new Retention(0);
  t.equal(retention.advance(7, 5), 5);
  t.equal(retention.advance(7, 6), 6);
});

t.test('few marks are kept, however often it is asked', async t => {
  const retention = new Retention(1_000);
  let through = 0;
  for (let ms = 0; ms < 20_000; ms += 7) {
    const next = retention.advance(ms, ms);
    if (next !== 0) through = next;
    t.ok(through <= Math.max(0, ms - 1_000));
    if (ms > 3_000) t.ok(through >= ms - 1_300, `${through} at ${ms}`);
  }
});
