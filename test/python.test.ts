import { readFileSync } from 'node:fs';
import { startCluster } from '@quorate/cluster';
import t from 'tap';
import { blocks, run, withPorts } from './doc-runs.ts';

t.test('docs/python.md does what it says, word for word', async t => {
  const python = await run('python3', ['--version']).catch(() => undefined);
  if (python === undefined) return t.plan(0, 'needs python3');
  const cluster = await startCluster();
  t.teardown(() => cluster.stop());
  const urls = cluster.nodes.map(({ url }) => url);
  const text = readFileSync(new URL('../docs/python.md', import.meta.url), 'utf8');
  const [shared, ...tasks] = blocks(text, 'python', 'text');
  t.equal(tasks.length, 10, 'five tasks, each with what it prints');
  for (let i = 0; i < tasks.length; i += 2) {
    const [script, expected] = [tasks[i]!, tasks[i + 1]!];
    t.same([script.language, expected.language], ['python', 'text']);
    const { code, stdout, stderr } = await run('python3', ['-'], withPorts(shared!.text + script.text, urls));
    t.equal(stdout, expected.text, stderr);
    t.equal(code, 0);
  }
});
