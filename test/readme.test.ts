import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster } from '@quorate/cluster';
import t from 'tap';
import { blocks, run, steps, withPorts } from './doc-runs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What differs from run to run, and from machine to machine: times, acks that came late, who was first. */
function scrub(output: string): string {
  return output
    .replace(/"(durationMs|afterMs|acks)":[\d.]+/g, '"$1":0')
    .replace(/"requestId":"[^"]*"/g, '"requestId":""')
    .replace(/"follower":"[^"]*"/g, '"follower":""')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1');
}

t.test('the commands of the README print what it says, in its order', async t => {
  const curl = await run('curl', ['--version']).catch(() => undefined);
  if (curl === undefined) return t.plan(0, 'needs curl');
  const cluster = await startCluster();
  const folder = await mkdtemp(join(tmpdir(), 'quorate-readme-'));
  t.teardown(async () => {
    await cluster.stop();
    await rm(folder, { recursive: true });
  });
  const urls = cluster.nodes.map(({ url }) => url);
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const all = blocks(readme, 'console').flatMap(({ text }) => steps(text));
  t.ok(all.length >= 15, `${all.length} commands`);
  for (const { command, output } of all) {
    const local = withPorts(command, urls).replaceAll('backup.ndjson', join(folder, 'backup.ndjson'));
    const setting = `export QUORATE_URL=${cluster.leader.url} PATH="$PWD/node_modules/.bin:$PATH"; `;
    const { stdout, stderr } = await run('bash', ['-c', setting + local], '', root);
    t.equal(scrub(stdout).trimEnd(), scrub(output).trimEnd(), `${command}\n${stderr}`);
  }
});
