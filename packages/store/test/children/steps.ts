import { type Entry, openDiskStore, type Store } from '../../src/index.ts';

/** One thing that happens to a store. Each is durable before the next begins. */
export type Step =
  | { readonly apply: readonly Entry[]; readonly watermark: number }
  | { readonly collect: number }
  | { readonly reopen: true };

/** A value that is a number stands for a string of that length, so that steps are short and values are not. */
export function written(entry: Entry): Entry {
  if ('tombstone' in entry || typeof entry.value !== 'number') return entry;
  return { ...entry, value: 'x'.repeat(entry.value) };
}

/** @returns the store to go on with */
export async function play(store: Store, folder: string, step: Step): Promise<Store> {
  if ('apply' in step) await store.apply(step.apply.map(written), step.watermark).durable;
  else if ('collect' in step) store.collectTombstones(step.collect, Number.POSITIVE_INFINITY);
  else {
    await store.close();
    return openDiskStore({ folder, durability: 'sync' });
  }
  return store;
}
