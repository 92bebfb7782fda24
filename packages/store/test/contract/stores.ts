import type { Test } from 'tap';
import { type Entry, type JsonValue, openMemoryStore, type Store } from '../../src/index.ts';

export type Open = (folder: string) => Store;

/** A folder of the test's own. Teardowns run in the order in which they were set up: the store closes first. */
export function folderFor(t: Test, store: () => Store | undefined): string {
  t.teardown(() => store()?.close());
  return t.testdir();
}

/** A store in a folder of its own, closed when the test ends. */
export function fresh(t: Test, open: Open): Store {
  let store: Store | undefined;
  store = open(folderFor(t, () => store));
  return store;
}

export function put(key: string, version: number, value: JsonValue = `value ${version}`): Entry {
  return { key, version, value };
}

export function tombstone(key: string, version: number): Entry {
  return { key, version, tombstone: true };
}

/** All that a store holds, page by page in each of its two orders. */
export interface Dump {
  readonly byKey: readonly Entry[];
  readonly byVersion: readonly Entry[];
  readonly liveKeys: number;
  readonly lastVersion: number;
  readonly watermark: number;
}

export function dump(store: Store, limit = 7): Dump {
  const byKey: Entry[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = store.pageByKey(after, { limit });
    byKey.push(...page.entries);
    after = page.next;
  }
  const byVersion: Entry[] = [];
  for (let after = 0; ; ) {
    const page = store.pageByVersion(after, { limit });
    if (page.entries.length === 0) break;
    byVersion.push(...page.entries);
    after = page.covers;
  }
  const { liveKeys, lastVersion, promises } = store;
  return { byKey, byVersion, liveKeys, lastVersion, watermark: promises.watermark };
}

/** What a store must hold once all of `entries` were applied, found without any of its code. */
export function modelOf(entries: readonly Entry[], watermark = 0): Dump {
  const newest = new Map<string, Entry>();
  for (const entry of entries) {
    const standing = newest.get(entry.key);
    if (standing === undefined || entry.version > standing.version) newest.set(entry.key, entry);
  }
  const standing = [...newest.values()];
  return {
    byKey: standing.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key))),
    byVersion: standing.toSorted((a, b) => a.version - b.version),
    liveKeys: standing.filter(entry => !('tombstone' in entry)).length,
    lastVersion: Math.max(0, ...entries.map(entry => entry.version)),
    watermark,
  };
}

/** As text: the order of members counts, and so does a member named `__proto__`. */
export function text(dumped: Dump): string {
  return JSON.stringify(dumped, undefined, 1);
}

/** The digest of a store that got nothing but what stands in the end. */
export function digestOf(entries: readonly Entry[]): string {
  const store = openMemoryStore();
  store.apply(modelOf(entries).byVersion);
  return store.digest;
}
