import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { oldHeapLimitBytes, oldHeapUsedBytes } from '../src/http/heap.ts';

const child = fileURLToPath(new URL('children/grow.ts', import.meta.url));

t.test('a heap that fills up is noticed before the process dies of it', async t => {
  for (const megabytes of [64, 128, 256]) {
    // With a small young generation, so that little becomes old in one step.
    const sizes = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=1'];
    const options = [...sizes, '--conditions=@quorate/source', child];
    t.equal(execFileSync(process.execPath, options, { encoding: 'utf8', timeout: 60_000 }), 'noticed\n');
  }
});

t.test('the limit is that of the old generation, where somebody set it', async t => {
  const whole = oldHeapLimitBytes([]);
  t.ok(whole > oldHeapUsedBytes());
  t.equal(oldHeapLimitBytes(['--max-old-space-size=64']), 64 << 20);
  t.equal(oldHeapLimitBytes(['--conditions=x', '--max_old_space_size=32 --max-old-space-size=16']), 16 << 20);
  t.equal(oldHeapLimitBytes(['--max-old-space-size=99999999']), whole);
});
