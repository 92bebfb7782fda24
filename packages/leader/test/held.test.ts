import t from 'tap';
import { Held } from '../src/followers/held.ts';
import { defaultLimits } from '../src/limits.ts';
import { until } from './until.ts';
import { batchOf } from './writes.ts';

const HOUR_MS = 3_600_000;
const heldWith = (limits: Partial<typeof defaultLimits>) => new Held({ ...defaultLimits, ...limits });

t.test('writes are held back as far as the limits of the queue go, in entries and in bytes', async t => {
  const few = heldWith({ maxQueueEntries: 2 });
  t.same(
    [1, 2, 3].map(version => few.hold(batchOf([version]), HOUR_MS, () => {})),
    [true, true, false],
  );
  t.equal(few.length, 2);
  few.clear();
  const small = heldWith({ maxQueueBytes: 25 });
  t.same(
    [1, 2, 3].map(version => small.hold(batchOf([version], 10), HOUR_MS, () => {})),
    [true, true, false],
  );
  small.clear();
  t.equal(small.length, 0);
  t.equal(
    small.hold(batchOf([4], 1_000), HOUR_MS, () => {}),
    true,
    'one is always taken',
  );
});

t.test('each is let go at its time, and none after all was let go of', async t => {
  const held = heldWith({});
  const released: number[] = [];
  held.hold(batchOf([1]), 1, () => released.push(1));
  await until(() => released.length === 1, 'the first is let go');
  t.equal(held.length, 0);
  held.hold(batchOf([2]), 1, () => released.push(2));
  held.clear();
  held.hold(batchOf([3]), 5, () => released.push(3));
  await until(() => released.length === 2, 'the third is let go');
  t.same(released, [1, 3]);
});
