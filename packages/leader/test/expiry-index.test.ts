import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { ExpiryIndex } from '../src/expiry/expiry-index.ts';

t.test('keys come when they are due, never early, each once', async () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    afterMs: fc.integer({ min: -500, max: 900 }),
    waitMs: fc.nat(400),
  });
  fc.assert(
    fc.property(fc.array(step), steps => {
      let nowMs = 1_000_000;
      const index = new ExpiryIndex(nowMs);
      const expected = new Map<string, number>();
      const take = () => {
        for (const key of index.takeDue(nowMs, 100)) {
          assert.ok(expected.get(key)! <= nowMs, 'not early');
          expected.delete(key);
        }
        for (const [key, at] of expected) assert.ok(at > nowMs - 200, `${key} is late`);
      };
      for (const { key, afterMs, waitMs } of steps) {
        index.noteExpiry(key, nowMs + afterMs);
        expected.set(key, nowMs + afterMs);
        assert.equal(index.size, expected.size);
        // Overdue ones go with the next bucket.
        nowMs += Math.max(waitMs, 200);
        take();
      }
      nowMs += 2_000;
      take();
      assert.equal(index.size, 0);
      assert.equal(expected.size, 0);
    }),
  );
});

t.test('what is written again, or deleted, does not expire', async t => {
  const index = new ExpiryIndex(0);
  index.note({ key: 'a', version: 1, value: 1, expiresAtMs: 1_000 });
  index.note({ key: 'b', version: 2, value: 1, expiresAtMs: 1_000 });
  index.note({ key: 'c', version: 3, value: 1, expiresAtMs: 1_000 });
  index.note({ key: 'a', version: 4, value: 2 });
  index.note({ key: 'b', version: 5, tombstone: true });
  t.equal(index.size, 1);
  t.same(index.takeDue(5_000, 10), ['c']);
  t.same(index.takeDue(5_000, 10), []);
});

t.test('no more are taken than asked for, and the rest come later', async t => {
  const index = new ExpiryIndex(0);
  for (const key of ['a', 'b', 'c']) index.noteExpiry(key, 10);
  t.same(index.takeDue(1_000, 2), ['a', 'b']);
  t.same(index.takeDue(1_000, 2), ['c']);
});

t.test('a clock that jumps holds nobody up, and nothing is forgotten', async t => {
  const year = 365 * 86_400_000;
  const index = new ExpiryIndex(0);
  index.noteExpiry('a', 1_000);
  index.noteExpiry('b', 2 * year);
  const startedMs = performance.now();
  t.same(index.takeDue(50 * year, 1), ['a']);
  t.same(index.takeDue(50 * year, 1), ['b']);
  t.ok(performance.now() - startedMs < 5_000);
  index.noteExpiry('c', 60 * year);
  t.same(index.takeDue(1_000, 10), [], 'set back');
  index.noteExpiry('d', 2_000);
  t.same(index.takeDue(3_000, 10), ['d']);
  t.same(index.takeDue(61 * year, 10), ['c']);
});
