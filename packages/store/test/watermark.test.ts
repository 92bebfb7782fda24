import fc from 'fast-check';
import t from 'tap';
import { Watermark } from '../src/index.ts';

t.test('the watermark waits for the lowest that is missing', async t => {
  const watermark = new Watermark(10);
  t.equal(watermark.value, 10);
  watermark.issue(11);
  watermark.issue(12);
  t.equal(watermark.value, 10);
  watermark.arrive(12);
  t.equal(watermark.value, 10);
  watermark.arrive(11);
  t.equal(watermark.value, 12);
  watermark.arrive(11);
  t.equal(watermark.value, 12, 'an arrival counts once');
});

t.test('the watermark is the highest version with nothing missing at or below it', async () => {
  const step = fc.oneof(
    fc.record({ issue: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ arrive: fc.nat({ max: 60 }) }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.array(step, { maxLength: 80 }),
      (start, steps) => {
        const watermark = new Watermark(start);
        const missing = new Set<number>();
        let last = start;
        for (const step of steps) {
          if ('issue' in step) {
            last += step.issue;
            watermark.issue(last);
            missing.add(last);
          } else {
            watermark.arrive(start + step.arrive);
            missing.delete(start + step.arrive);
          }
          // Versions that were never issued are not missing, so the mark stands just below the lowest that is.
          const naive = missing.size === 0 ? last : Math.min(...missing) - 1;
          if (watermark.value !== naive) return false;
        }
        return true;
      },
    ),
  );
});
