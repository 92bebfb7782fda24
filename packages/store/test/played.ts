import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Entry, Store } from '../src/index.ts';
import { startChild } from './children/child.ts';
import { type Step, written } from './children/steps.ts';
import { type Dump, digestOf, dump, modelOf, text } from './contract/stores.ts';

const player = new URL('./children/player.ts', import.meta.url);
let plays = 0;

/**
 * Plays steps on the store in a folder, in a process that is then killed.
 *
 * @param enough told how many steps are done; the process is killed as soon as it says so, or after the last
 * @returns how many steps are known to be done
 */
export async function playAndKill(
  t: Test,
  folder: string,
  steps: readonly Step[],
  enough: (done: number) => boolean = () => false,
): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `steps-${++plays}.json`);
  writeFileSync(file, JSON.stringify(steps));
  const child = startChild(t, player, folder, file);
  let done = 0;
  for await (const line of child.lines) {
    done = Number(line);
    if (done === steps.length || enough(done)) void child.kill();
  }
  await child.kill();
  return done;
}

function entriesOf(steps: readonly Step[]): Entry[] {
  return steps.flatMap(step => ('apply' in step ? step.apply.map(written) : []));
}

/** What stands after these steps, found without any of the store's code. */
export function stateAfter(steps: readonly Step[]): Dump & { readonly collected: number } {
  const collected = Math.max(0, ...steps.map(step => ('collect' in step ? step.collect : 0)));
  const watermark = Math.max(0, ...steps.map(step => ('apply' in step ? step.watermark : 0)));
  return { ...without(modelOf(entriesOf(steps), watermark), collected), collected };
}

/** Leaves out tombstones at or below a version. */
export function without<T extends Dump>(dumped: T, collected: number): T {
  const stays = (entry: Entry) => !('tombstone' in entry && entry.version <= collected);
  return { ...dumped, byKey: dumped.byKey.filter(stays), byVersion: dumped.byVersion.filter(stays) };
}

/**
 * Faults of what a store says of itself, against a full dump of it: what it counted and hashed along the way,
 * and both of its orders, must fit what it holds.
 */
export function contradictions(store: Store): string[] {
  const { byKey, byVersion, liveKeys, lastVersion } = dump(store, 1_000);
  const { collected } = store.promises;
  const faults: string[] = [];
  const check = (what: string, found: unknown, expected: unknown) => {
    if (found !== expected) faults.push(`${what}: ${String(found)} instead of ${String(expected)}`);
  };
  const sorted = modelOf(byVersion);
  check('digest', store.digest, digestOf(byVersion));
  check('liveKeys', liveKeys, sorted.liveKeys);
  check('order of keys', keysOf(byKey), keysOf(sorted.byKey));
  check('order of versions', keysOf(byVersion), keysOf(sorted.byVersion));
  check('nothing above lastVersion', Math.max(lastVersion, sorted.lastVersion), lastVersion);
  const left = byVersion.filter(entry => 'tombstone' in entry && entry.version <= collected);
  check('tombstones at or below what is collected', keysOf(left), '');
  for (const { version, key } of byVersion) {
    check(`hasVersion ${version}`, store.hasVersion(version), true);
    check(`version of ${key}`, store.get(key)?.version, version);
  }
  return faults;
}

export function textOf({ byKey, byVersion, liveKeys, lastVersion, watermark }: Dump): string {
  return text({ byKey, byVersion, liveKeys, lastVersion, watermark });
}

const keysOf = (entries: readonly Entry[]) => entries.map(({ key, version }) => `${version} ${key}`).join();
