import t from 'tap';
import { checkpointDue } from '../src/disk/checkpoint.ts';
import { SEGMENT_BYTES } from '../src/disk/segment.ts';

t.test('the log never outgrows its file, and is never read for long', async t => {
  t.strictSame(
    checkpointDue(() => 0),
    { afterMs: 30_000, atBytes: SEGMENT_BYTES },
  );
  const least = checkpointDue(() => 1 - Number.EPSILON);
  t.ok(least.afterMs >= 15_000, 'nor is a checkpoint paid for every few writes');
  t.ok(least.atBytes >= SEGMENT_BYTES / 2);
});
