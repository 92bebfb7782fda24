import { spawnSync } from 'node:child_process';
import t from 'tap';

const main = `${import.meta.dirname}/../src/main.ts`;

/** Only what ends before any server is started. */
function run(...args: string[]) {
  const child = spawnSync(process.execPath, ['--conditions=@quorate/source', main, ...args], {
    encoding: 'utf8',
  });
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
}

t.test('help of the whole and of each command', async t => {
  for (const args of [
    ['--help'],
    ['sweep', '--help'],
    ['throughput', '--help'],
    ['peers', '--help'],
    ['growth', '--help'],
    ['soak', '--help'],
  ]) {
    const { code, stdout, stderr } = run(...args);
    t.equal(code, 0);
    t.equal(stderr, '');
    t.matchSnapshot(stdout, args.join(' '));
  }
});

t.test('wrong use ends with exit code 2 and one line', async t => {
  const uses = [
    ['nonsense'],
    ['--nonsense'],
    ['sweep', '--min-delay', '20', '--max-delay', '10'],
    ['throughput', '--followers', '3', '--quorums', '1,5'],
    ['throughput', '--durability', 'none'],
    ['peers', '--only', 'mysql'],
    ['peers', '--quorum', '6'],
    ['growth', '--keys', '10'],
    ['soak', '--share', '1.2'],
    ['soak', '--quorum', '5'],
    ['soak', '--faults', 'fire'],
  ];
  for (const args of uses) {
    const { code, stdout, stderr } = run(...args);
    t.equal(code, 2);
    t.equal(stdout, '');
    t.matchSnapshot(stderr, args.join(' '));
  }
});
