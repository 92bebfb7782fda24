import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterOptions, NodeProcess } from '@quorate/cluster';
import type { Test } from 'tap';
import { type Running, start, untilIdentical, write } from '../packages/cluster/test/clusters.ts';
import { blocks, type Group, startGroup, steps } from './doc-runs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const page = await readFile(join(root, 'docs/runbook.md'), 'utf8');
/** One step of the page may take so long, in milliseconds. */
const STEP_LIMIT_MS = 60_000;

/** A cluster with a fault, and the page that tells what to do about it. */
export interface Scene extends Running {
  /** Follower 3, which is the one that the page speaks of. */
  readonly third: NodeProcess;
  /** What the blocks of the section started, by their place. */
  readonly started: Map<number, Group>;
}

export function section(heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`docs/runbook.md has no section "${heading}".`);
  return text.split('\n## ')[0]!;
}

export async function scene(t: Test, options: ClusterOptions = {}): Promise<Scene> {
  const started = new Map<number, Group>();
  const cluster = await start(t, options);
  t.teardown(() => Promise.all([...started.values()].map(group => group.end())));
  await write(cluster.leader, { key: 'flags/dark-mode', value: { on: true } });
  await untilIdentical(cluster.nodes);
  const { dataDir = cluster.dataDir } = options;
  return { ...cluster, dataDir, third: cluster.followers[2]!, started };
}

/**
 * Runs the blocks of a section in their order; before the block of a given place its fault is made. A `sh` block must
 * end well, a `console` block print what stands there.
 */
export async function play(
  t: Test,
  heading: string,
  { nodes, dataDir, started, ...cluster }: Scene,
  faults: Readonly<Record<number, () => Promise<void>>>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quorate-runbook-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const ports = nodes.map(({ url }) => new URL(url).port);
  const here = (text: string) =>
    text
      .replace(/\b(PORT=|localhost:|127\.0\.0\.1:)500([0-5])/g, (_, before, place) => before + ports[place])
      .replaceAll(/\bdata\//g, `${dataDir}/`);
  const asInPage = (text: string) =>
    text.replace(/127\.0\.0\.1:(\d+)/g, (all, port: string) =>
      ports.includes(port) ? `127.0.0.1:500${ports.indexOf(port)}` : all,
    );
  const known = [
    `export PATH="${root}node_modules/.bin:$PATH" QUORATE_URL=${cluster.leader.url}`,
    'npx() { "$@"; }',
    `quorate() { node ${root}packages/cli/bin/quorate.js "$@"; }`,
    `npm() { command npm --silent --prefix ${root} "$@"; }`,
  ].join('\n');
  const shell = async (place: number, command: string) => {
    const group = startGroup(`${known}\n${here(command)}`, folder);
    if (command.includes('&\n')) started.set(place, group);
    const limit = setTimeout(() => void group.end(), STEP_LIMIT_MS);
    const { code, stdout, stderr } = await group.ran;
    clearTimeout(limit);
    return { code, stdout: asInPage(stdout), stderr };
  };

  for (const [place, { language, text }] of blocks(section(heading), 'sh', 'console').entries()) {
    await faults[place]?.();
    if (language === 'sh') {
      const { code, stderr } = await shell(place, `set -e\n${text}`);
      t.equal(code, 0, `${text}${stderr}`);
    } else {
      for (const { command, output } of steps(text)) {
        const { stdout, stderr } = await shell(place, command);
        t.equal(stdout.trimEnd(), output.trimEnd(), `${command}\n${stderr}`);
      }
    }
  }
  const last = blocks(section(heading), 'sh', 'console').length;
  t.ok(
    Object.keys(faults).every(place => Number(place) < last),
    'every fault was made',
  );
}
