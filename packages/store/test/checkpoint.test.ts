import t from 'tap';
import { checkpointDue, restMs } from '../src/disk/checkpoint.ts';
import { SEGMENT_BYTES } from '../src/disk/segment.ts';

t.test('the log is never read for long, nor kept in memory', async t => {
  t.strictSame(
    checkpointDue(() => 0),
    { afterMs: 60_000, atBytes: 4 * SEGMENT_BYTES },
  );
  const least = checkpointDue(() => 1 - Number.EPSILON);
  t.ok(least.afterMs >= 30_000, 'nor is a checkpoint paid for every few writes');
  t.ok(least.atBytes >= 2 * SEGMENT_BYTES);
});

t.test(
  'a checkpoint leaves the disk to the log for most of its time, unless the next one is due',
  async t => {
    const due = { afterMs: 60_000, atBytes: 1_000 };
    t.equal(restMs(20, 999, due), 60);
    t.equal(restMs(500, 999, due), 100, 'never for long');
    t.equal(restMs(20, 1_000, due), 0);
  },
);
