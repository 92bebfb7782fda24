import { setTimeout as sleep } from 'node:timers/promises';
import { compareKeys, type Entry, type Store, summarizeRange } from '@quorate/store';
import type { FollowerClient } from '../followers/client.ts';
import { type Difference, findDifferences } from './differences.ts';

export interface ScrubOptions {
  readonly store: Store;
  readonly client: FollowerClient;
  /** Writes the entry's content under a new version, as a client's write would be. */
  readonly reissue: (entry: Entry) => void;
  readonly signal: AbortSignal;
}

export interface ScrubResult {
  readonly ranges: number;
  readonly repaired: readonly Difference[];
}

const RANGE_KEYS = 1_000;
/** Between two ranges, so that a scrub takes little from what clients get, in milliseconds. */
const PAUSE_MS = 5;
/** One scrub repairs no more than this; the next one goes on. */
const MAX_REPAIRS = 10_000;

/**
 * Compares a follower with the leader's store, range by range, as the bytes are on both disks, and writes
 * anew what differs. A new version reaches every replica the way any write does, and overrules what is wrong.
 *
 * @throws FollowerError when the follower does not answer
 */
export async function scrub({ store, client, reissue, signal }: ScrubOptions): Promise<ScrubResult> {
  const repaired: Difference[] = [];
  let ranges = 0;
  for (let after: string | undefined = ''; after !== undefined && repaired.length < MAX_REPAIRS; ranges++) {
    const outline = await client.range(after, RANGE_KEYS, false);
    const last = outline.last ?? undefined;
    const mine = summarizeRange(store, { after, last, limit: RANGE_KEYS });
    after = mine.digest === outline.digest ? mine.last : await mend(after);
    await sleep(PAUSE_MS, undefined, { signal });
  }
  return { ranges, repaired };

  /** Repairs the range above a key, and returns the last key of it; `undefined` at the end. */
  async function mend(after: string): Promise<string | undefined> {
    const detail = await client.range(after, RANGE_KEYS, true);
    const mine = summarizeRange(store, { after, last: detail.last ?? undefined, limit: RANGE_KEYS });
    const { last } = mine;
    // Where the leader has more keys than fit, the range ends at its last one.
    const follower = detail.fingerprints.filter(
      ({ key }) => last === undefined || compareKeys(key, last) <= 0,
    );
    const differences = findDifferences({
      leader: mine.fingerprints,
      follower,
      watermark: detail.watermark,
      collected: store.promises.collected,
      followerCollected: detail.collected,
    });
    for (const difference of differences) {
      if (repaired.length < MAX_REPAIRS && (await repair(difference))) repaired.push(difference);
    }
    return last;
  }

  async function repair({ kind, key, version }: Difference): Promise<boolean> {
    if (kind === 'deleted') {
      if (store.get(key) !== undefined) return false;
      reissue({ key, version, tombstone: true });
      return true;
    }
    if (kind === 'unheard-of') {
      const { entries } = await client.entriesAbove(version - 1, 1);
      const theirs = entries[0] as Entry | undefined;
      const standing = store.get(key)?.version ?? 0;
      if (theirs?.key !== key || theirs.version !== version || standing >= version) return false;
      reissue(theirs);
      return true;
    }
    const standing = store.get(key);
    if (standing?.version !== version) return false;
    reissue(standing);
    return true;
  }
}
