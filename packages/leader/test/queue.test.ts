import t from 'tap';
import { Queue } from '../src/followers/queue.ts';
import { defaultLimits, type LeaderLimits } from '../src/limits.ts';
import { batchOf, versionsOf } from './writes.ts';

function setUp(limits: Partial<LeaderLimits> = {}) {
  const queue = new Queue({ ...defaultLimits, ...limits });
  const push = (versions: number[], characters?: number) => queue.push(batchOf(versions, characters));
  const take = () => versionsOf(queue.take());
  return { queue, push, take };
}

t.test('all that wait go in one shipment, in order', async t => {
  const { queue, push, take } = setUp();
  for (const versions of [[1], [2, 3], [4]]) t.ok(push(versions));
  t.equal(queue.length, 4, 'its length is in writes');
  t.equal(queue.head?.lowest, 1);
  t.same(take(), [1, 2, 3, 4]);
  t.equal(queue.length, 0);
  t.equal(queue.head, undefined);
  t.same(take(), []);
});

t.test('a shipment has so many writes at most, but one batch always', async t => {
  const { queue, push, take } = setUp({ maxBatchEntries: 2 });
  for (const versions of [[1], [2], [3], [4, 5, 6], [7]]) push(versions);
  t.same(take(), [1, 2]);
  t.equal(queue.head?.lowest, 3);
  t.same(take(), [3]);
  t.same(take(), [4, 5, 6]);
  t.same(take(), [7]);
});

t.test('a shipment has so many bytes at most, but one batch always', async t => {
  const { push, take } = setUp({ maxBatchBytes: 100 });
  for (const [i, characters] of [60, 40, 1, 500, 20].entries()) push([i + 1], characters);
  t.same([take(), take(), take(), take()], [[1, 2], [3], [4], [5]]);
});

t.test('a queue has room for so many writes, or one batch that is larger', async t => {
  const { queue, push, take } = setUp({ maxQueueEntries: 2 });
  t.same([push([1]), push([2]), push([3])], [true, true, false]);
  t.equal(queue.length, 2, 'what was refused is not there');
  take();
  t.ok(push([3, 4, 5]));
  t.notOk(push([6]));
});

t.test('a queue has room for so many bytes, or one batch that is larger', async t => {
  const { queue, push, take } = setUp({ maxQueueBytes: 100, maxBatchEntries: 1 });
  t.ok(push([1], 500));
  t.notOk(push([2], 1));
  take();
  t.same([push([2], 60), push([3], 40), push([4], 1)], [true, true, false]);
  take();
  t.ok(push([4], 60), 'bytes that were taken count no more');
  queue.clear();
  t.equal(queue.length, 0);
  t.ok(push([5], 100), 'nor those that were dropped');
});

t.test('a batch is encoded once, in bytes', async t => {
  const batch = batchOf([7, 8], 3);
  t.equal(batch.lowest, 7);
  t.equal(batch.entries.toString(), 'xxx,xxx');
});
