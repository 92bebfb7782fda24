import { createHash } from 'node:crypto';
import { compareKeys } from './entry.ts';
import { readStanding } from './record.ts';
import type { Store } from './store.ts';
import type { Version } from './version.ts';

/** What a replica holds of one key, without the value itself. */
export interface Fingerprint {
  readonly key: string;
  readonly version: Version;
  /** SHA-256 of the record's bytes as they are stored, shortened; '' for a tombstone. */
  readonly hash: string;
}

/** A stretch of keys as one replica holds it, read from the store itself. */
export interface RangeSummary {
  readonly fingerprints: readonly Fingerprint[];
  /** SHA-256 over all fingerprints: equal ones mean equal ranges. */
  readonly digest: string;
  /** The last key of the range; `undefined` when it reaches the end. */
  readonly last: string | undefined;
}

export interface RangeBounds {
  /** The range begins above this key; '' for the first. */
  readonly after: string;
  /** Its last key, if that is known. */
  readonly last?: string | undefined;
  /** Most keys in it. */
  readonly limit?: number;
}

export function summarizeRange(
  store: Store,
  { after, last, limit = Number.POSITIVE_INFINITY }: RangeBounds,
): RangeSummary {
  const fingerprints: Fingerprint[] = [];
  let reached = last;
  for (const { key, record } of store.records(after)) {
    if (last !== undefined && compareKeys(key, last) > 0) break;
    if (fingerprints.length === limit) {
      reached = fingerprints.at(-1)?.key;
      break;
    }
    const bytes = Buffer.from(record);
    const { version, live } = readStanding(bytes, bytes.length);
    const hash = live ? createHash('sha256').update(bytes).digest('base64url').slice(0, 22) : '';
    fingerprints.push({ key, version, hash });
  }
  const digest = createHash('sha256').update(JSON.stringify(fingerprints)).digest('base64url');
  return { fingerprints, digest, last: reached };
}
