import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startCluster } from '@quorate/cluster';
import t from 'tap';

const folder = new URL('../examples/', import.meta.url);

/** What each example prints. */
const output: Readonly<Record<string, readonly string[]>> = {
  'put-and-get.ts': ['version 1 is on the leader and 3 followers', 'true', 'undefined'],
  'update.ts': ['3', 'the lock is taken'],
  'batch-and-list.ts': ["user/1 { name: 'Ada' }", "user/2 { name: 'Grace' }"],
  'watch.ts': ['config/limit 10', 'config/limit 20'],
  'errors.ts': ['nothing was stored: QUORUM_TOO_LARGE'],
};

t.test('each example does what it says, given a follower alone', async t => {
  const cluster = await startCluster({ durability: 'memory' });
  t.teardown(() => cluster.stop());
  for (const [name, lines] of Object.entries(output)) {
    const child = spawn(
      process.execPath,
      ['--conditions=@quorate/source', fileURLToPath(new URL(name, folder))],
      {
        env: { ...process.env, NODE_OPTIONS: '', QUORATE_URL: cluster.followers[0]!.url },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 30_000,
      },
    );
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    t.same({ code, lines: stdout.trimEnd().split('\n') }, { code: 0, lines }, `${name} ${stderr}`);
  }
});

t.test('the README has the examples word for word', async t => {
  t.same(readdirSync(folder).sort(), Object.keys(output).sort());
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  t.same(
    new Set(blocks),
    new Set(Object.keys(output).map(name => readFileSync(new URL(name, folder), 'utf8'))),
  );
});
