import type { Entry } from '../../src/index.ts';

/** Batch sizes go round in this order. */
const SIZES = [1, 7, 40, 2, 200];
const KEYS = 61;

/** The same entry for a version in every process, so that what is on disk can be checked. */
export function entryOf(version: number): Entry {
  const key = `key ${(version * 17) % KEYS}`;
  return version % 5 === 0
    ? { key, version, tombstone: true }
    : { key, version, value: { version, pad: 'x'.repeat(version % 300) } };
}

/** The last version of each batch, in order. */
export function* batchEnds(): Generator<number> {
  for (let end = 0, i = 0; ; i++) {
    end += SIZES[i % SIZES.length]!;
    yield end;
  }
}
