import { type Change, QuorateError } from '@quorate/protocol';
import { type Entry, isReserved, isTombstone, type Version } from '@quorate/store';
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
  /** Most changes in the page. */
  readonly limit: number;
}

/** What one page may go through: entries, and bytes as estimated. */
const MAX_EXAMINED = 10_000;
const MAX_BYTES = 1 << 20;

/**
 * Up to which version this node can tell changes without a gap: below its watermark nothing is missing. The
 * leader has no gaps, and tells what is committed: what is not could still be lost.
 */
export function tellableThrough({ store, duty }: Replica): Version {
  return duty.role === 'leader' ? duty.leader.committedThrough : store.promises.watermark;
}

/** @throws QuorateError `CHANGES_COMPACTED` when deletions that the reader has not seen are forgotten */
export function readChanges(replica: Replica, cursor: Cursor, { prefix, limit }: ChangesBounds): ChangesPage {
  const { store } = replica;
  const { collected } = store.promises;
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
  let examined = 0;
  while (after < through && changes.length < limit && examined < MAX_EXAMINED) {
    const page = store.pageByVersion(after, { limit: limit - changes.length, maxBytes: MAX_BYTES });
    for (const entry of page.entries) {
      if (entry.version > through || changes.length === limit) break;
      after = entry.version;
      if (entry.key.startsWith(prefix) && !isReserved(entry.key))
        changes.push({ change: changeOf(entry), cursor: { after, baseline } });
    }
    examined += page.entries.length;
    const last = page.entries.at(-1)?.version ?? 0;
    if (last <= after) after = Math.max(after, Math.min(page.covers, through));
    if (changes.length > 0 && page.entries.length < limit) break;
  }
  return { changes, cursor: { after, baseline }, more: after < through };
}

function changeOf(entry: Entry): Change {
  const { key, version } = entry;
  return isTombstone(entry) ? { key, version, deleted: true } : { key, version, value: entry.value };
}
