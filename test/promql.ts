import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { stringify } from 'yaml';
import { parseExposition } from '../packages/node/test/exposition.ts';
import { startNode } from '../packages/node/test/nodes.ts';
import { type Ran, run } from './doc-runs.ts';

/** Why tests that need promtool are skipped, or `false` where it is. */
export const withoutPromtool = await run('promtool', ['--version']).then(
  ({ code }) => code !== 0 && 'promtool does not run',
  () => 'needs promtool: on Debian it is in the package prometheus',
);

/** Names of all series that a leader or a follower exposes, with those that a histogram consists of. */
export async function exposedSeries(t: Test): Promise<Set<string>> {
  const names = new Set(['up', 'ALERTS']);
  for (const role of ['leader', 'follower']) {
    const followers = role === 'leader' ? { FOLLOWERS: 'http://127.0.0.1:1', WRITE_QUORUM: '1' } : {};
    const { app } = await startNode(t, { ROLE: role, ...followers });
    for (const [name, { type }] of parseExposition((await app.inject('/metrics')).body)) {
      const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
      for (const suffix of suffixes) names.add(name + suffix);
    }
  }
  return names;
}

/** Names of series in an expression: what is neither a function, a keyword, a label nor within quotes or braces. */
export function seriesIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(/\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])/g)]
    .map(([name]) => name)
    .filter(name => !/^(and|or|unless|bool|offset|sum|min|max)$/.test(name));
}

/** Has promtool read expressions, as rules of a file of their own. */
export async function checkExpressions(expressions: readonly string[]): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'quorate-promql-'));
  try {
    const file = join(folder, 'rules.yml');
    const rules = expressions.map((expr, i) => ({ record: `checked:expression_${i}`, expr }));
    await writeFile(file, stringify({ groups: [{ name: 'checked', rules }] }));
    return await run('promtool', ['check', 'rules', file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
