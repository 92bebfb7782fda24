import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';

const main = join(import.meta.dirname, '../src/main.ts');

/** A whole run against live servers, as small as it can be. */
async function run(t: Test, ...args: string[]) {
  const out = t.testdir();
  const child = spawn(process.execPath, ['--conditions=@quorate/source', main, ...args, '--out', out]);
  let printed = '';
  child.stdout.on('data', chunk => {
    printed += String(chunk);
  });
  child.stderr.on('data', chunk => {
    printed += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, printed, out };
}

t.test('sweep', async t => {
  const { code, printed, out } = await run(
    t,
    'sweep',
    '--followers',
    '3',
    '--writes',
    '5',
    '--max-delay',
    '20',
  );
  t.equal(code, 0, printed);
  t.strictSame(readdirSync(out).sort(), ['quorum-sweep.json', 'quorum-sweep.md', 'quorum-sweep.svg']);
  const report = JSON.parse(readFileSync(join(out, 'quorum-sweep.json'), 'utf8'));
  t.equal(report.passed, true);
  t.strictSame(
    report.quorums.map((one: { successRate: number }) => one.successRate),
    [1, 1, 1],
  );
  t.match(printed, 'Every write succeeded');
});

t.test('throughput', async t => {
  const small = '--followers 2 --quorums 2 --connections 2 --seconds 1 --rounds 1 --durability memory'.split(
    ' ',
  );
  const { code, printed, out } = await run(t, 'throughput', ...small);
  t.equal(code, 0, printed);
  t.strictSame(readdirSync(out).sort(), ['throughput.json', 'throughput.md', 'throughput.svg']);
  const report = JSON.parse(readFileSync(join(out, 'throughput.json'), 'utf8'));
  t.strictSame(
    report.cells.map((cell: { target: string }) => cell.target),
    ['Quorate memory', 'bare Fastify', 'naive replication'],
  );
  t.match(printed, 'Every request succeeded');
});

t.test('peers, with what is always there', async t => {
  const small = '--only quorate-memory,fastify --connections 2 --seconds 1 --rounds 1'.split(' ');
  const { code, printed, out } = await run(t, 'peers', ...small);
  t.equal(code, 0, printed);
  t.strictSame(readdirSync(out).sort(), ['peers.json', 'peers.md', 'peers.svg']);
  t.match(printed, 'all replicas of each system were identical');
});

t.test('growth', async t => {
  const small = '--keys 64,200 --followers 2 --values 100 --durability sync --seconds 1 --windows 1';
  const { code, printed, out } = await run(t, 'growth', ...small.split(' '));
  t.equal(code, 0, printed);
  t.strictSame(readdirSync(out).sort(), ['growth.json', 'growth.md', 'growth.svg']);
  const report = JSON.parse(readFileSync(join(out, 'growth.json'), 'utf8'));
  t.equal(report.cells.length, 3);
  t.match(printed, 'all replicas became identical');
});

t.test('batches', async t => {
  const small =
    '--followers 2 --quorum 2 --connections 2 --sizes 1,7 --seconds 1 --rounds 1 --durability memory'.split(
      ' ',
    );
  const { code, printed, out } = await run(t, 'batches', ...small);
  t.equal(code, 0, printed);
  t.strictSame(readdirSync(out).sort(), ['batches.json', 'batches.md']);
  const report = JSON.parse(readFileSync(join(out, 'batches.json'), 'utf8'));
  t.strictSame(
    report.cells.map((cell: { size: number; identical: boolean }) => [cell.size, cell.identical]),
    [
      [1, true],
      [7, true],
    ],
  );
  const [single, batch] = report.cells;
  t.equal(single.ofSingle.median, 1);
  t.equal(batch.entriesPerSecond.median, 7 * batch.writesPerSecond.median);
});
