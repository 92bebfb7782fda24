import fc from 'fast-check';
import t from 'tap';
import { backoffMs } from '../src/followers/backoff.ts';
import { createDelay } from '../src/followers/delay.ts';
import { seededRandom } from '../src/random.ts';

const seed = fc.integer({ min: 0, max: 0xffffffff });

t.test('a pause doubles with each failure up to two seconds, and is at least half of that', async t => {
  const bounds = (attempt: number) => [backoffMs(attempt, () => 0), backoffMs(attempt, () => 1)];
  t.same([0, 1, 2, 3].map(bounds), [
    [25, 50],
    [50, 100],
    [100, 200],
    [200, 400],
  ]);
  for (const attempt of [6, 16, 17, 1_000, 1e9]) t.same(bounds(attempt), [1_000, 2_000], `${attempt}`);
});

t.test('where no delay is configured none is drawn', async t => {
  t.equal(
    createDelay({ minMs: 0, maxMs: 0 }, () => 0.5),
    undefined,
  );
});

t.test('delays lie between their bounds, and a seed repeats them', async () => {
  const range = fc.tuple(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 500 }));
  fc.assert(
    fc.property(range, seed, ([minMs, width], seed) => {
      const maxMs = minMs + width;
      const draw = () => {
        const delay = createDelay({ minMs, maxMs }, seededRandom(seed))!;
        return Array.from({ length: 20 }, () => delay());
      };
      const delays = draw();
      return (
        delays.every(ms => ms >= minMs && ms < maxMs) && JSON.stringify(draw()) === JSON.stringify(delays)
      );
    }),
  );
});

t.test('equal bounds give that delay each time', async t => {
  const delay = createDelay({ minMs: 30, maxMs: 30 }, Math.random)!;
  t.same([delay(), delay()], [30, 30]);
});

t.test('a seed gives the same numbers on every machine, and they are spread out', async t => {
  const random = seededRandom(42);
  t.same([random(), random(), random()], [0.6011037519201636, 0.44829055899754167, 0.8524657934904099]);
  const buckets = new Array<number>(10).fill(0);
  const numbers = seededRandom(7);
  for (let i = 0; i < 10_000; i++) buckets[Math.floor(numbers() * 10)]!++;
  for (const count of buckets) t.ok(count > 850 && count < 1_150, `${count} of about 1000`);
});
