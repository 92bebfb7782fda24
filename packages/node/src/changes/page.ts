import { type Change, QuorateError } from '@quorate/protocol';
import { type Entry, isReserved, isTombstone, NO_VERSION, type Version } from '@quorate/store';
import { MAX_EXAMINED, MAX_PAGE_BYTES } from '../reads/limits.ts';
import type { Replica } from '../replica.ts';
import { type Cursor, isComplete } from './cursor.ts';

export interface ChangesPage {
  readonly changes: readonly { readonly change: Change; readonly cursor: Cursor }[];
  /** Where to go on: everything up to here was seen, or does not begin with the prefix. */
  readonly cursor: Cursor;
  readonly more: boolean;
}

export interface ChangesBounds {
  readonly prefix: string;
  /** Most changes in the page, but for the rest of a batch. */
  readonly limit: number;
}

/** Entries read at once. */
const READ_ENTRIES = 500;

/**
 * Up to which version this node can tell changes without a gap: below its watermark nothing is missing. The
 * leader has no gaps, and tells what is committed: what is not could still be lost.
 */
export function tellableThrough({ store, duty }: Replica): Version {
  return duty.role === 'leader' ? duty.leader.committedThrough : store.promises.watermark;
}

/** Up to which version deletions may be forgotten: by this node, or before it lost its disk. */
export function forgottenThrough({ store, duty }: Replica): Version {
  const { collected } = store.promises;
  return duty.role === 'leader' ? collected : Math.max(collected, duty.follower.collectedByLeader);
}

/** @throws QuorateError `CHANGES_COMPACTED` when deletions that the reader has not seen are forgotten */
export function readChanges(replica: Replica, cursor: Cursor, { prefix, limit }: ChangesBounds): ChangesPage {
  const { store } = replica;
  const collected = forgottenThrough(replica);
  if (!isComplete(cursor, collected)) {
    throw new QuorateError(
      'CHANGES_COMPACTED',
      `Deletions up to version ${collected} are forgotten, so changes since ${cursor.after} cannot be told. Begin anew without since.`,
      { floor: collected },
    );
  }
  const { baseline } = cursor;
  const through = tellableThrough(replica);
  const changes: { change: Change; cursor: Cursor }[] = [];
  let { after } = cursor;
  let batchEnd = NO_VERSION;
  for (let examined = 0; after < through && changes.length < limit && examined < MAX_EXAMINED; ) {
    const page = store.pageByVersion(after, {
      limit: Math.max(limit, READ_ENTRIES),
      maxBytes: MAX_PAGE_BYTES,
    });
    let isWhole = true;
    for (const entry of page.entries) {
      if (entry.version > through) break;
      isWhole = changes.length < limit || entry.version <= batchEnd;
      if (!isWhole) break;
      after = entry.version;
      batchEnd = entry.batchEnd ?? batchEnd;
      if (entry.key.startsWith(prefix) && !isReserved(entry.key))
        changes.push({ change: changeOf(entry), cursor: { after, baseline } });
    }
    examined += page.entries.length;
    // What stands above may hide what stood below; either way there is nothing more to tell up to there.
    // A watermark may be above the last entry, as it is after a takeover: a page that covers all covers that, too.
    if (isWhole) after = page.covers >= store.lastVersion ? through : Math.min(page.covers, through);
    // A page that its bytes ended is enough for one answer.
    if (changes.length > 0 && page.entries.length < READ_ENTRIES) break;
  }
  return { changes, cursor: { after, baseline }, more: after < through };
}

function changeOf(entry: Entry): Change {
  const { key, version } = entry;
  return isTombstone(entry) ? { key, version, deleted: true } : { key, version, value: entry.value };
}
