import t from 'tap';
import { checkpointDue } from '../src/disk/checkpoint.ts';
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
