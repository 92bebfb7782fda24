import fc from 'fast-check';
import t from 'tap';
import { DURATION_BOUNDS, Histogram } from '../src/metrics/histogram.ts';

t.test('each bucket counts what is at or below its bound', async t => {
  const rising = fc
    .uniqueArray(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 })
    .map(bounds => bounds.toSorted((a, b) => a - b));
  const values = (bounds: readonly number[]) =>
    fc.array(fc.oneof(fc.double({ min: 0, max: 200, noNaN: true }), fc.constantFrom(...bounds)));
  fc.assert(
    fc.property(
      rising.chain(bounds => fc.tuple(fc.constant(bounds), values(bounds))),
      ([bounds, observed]) => {
        const histogram = new Histogram(bounds);
        for (const value of observed) histogram.observe(value);
        const expected = [...bounds, Number.POSITIVE_INFINITY].map(bound => ({
          bound,
          count: observed.filter(value => value <= bound).length,
        }));
        t.strictSame(histogram.cumulative(), expected);
        t.equal(histogram.count, observed.length);
        const sum = observed.reduce((total, value) => total + value, 0);
        t.ok(Math.abs(histogram.sum - sum) <= 1e-9 * (1 + sum));
      },
    ),
    { numRuns: 200 },
  );
});

t.test('the bounds of durations rise by at most two and a half, but for the last', async t => {
  for (const [i, bound] of DURATION_BOUNDS.slice(1, -1).entries()) {
    const below = DURATION_BOUNDS[i]!;
    t.ok(bound > below && bound / below < 2.51, `${below} to ${bound}`);
  }
});
