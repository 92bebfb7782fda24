import type { Entry } from './entry.ts';
import { isTombstone } from './entry.ts';
import type { KeyPage, PageLimits, VersionPage } from './store.ts';
import { NO_VERSION, type Version } from './version.ts';

/**
 * Fills a page from entries in order, until a limit is met.
 *
 * @param whole what was written as one batch stays in one page, though that exceeds the limits
 */
function fill(
  entries: Iterable<Entry>,
  limits: PageLimits,
  whole: boolean,
): { entries: Entry[]; full: boolean } {
  const page: Entry[] = [];
  let bytes = 0;
  let batchEnd = NO_VERSION;
  for (const entry of entries) {
    const full = page.length >= limits.limit || bytes >= (limits.maxBytes ?? Number.POSITIVE_INFINITY);
    if (full && entry.version > batchEnd) return { entries: page, full };
    page.push(entry);
    if (whole && entry.batchEnd !== undefined) batchEnd = entry.batchEnd;
    if (limits.maxBytes !== undefined) bytes += estimateBytes(entry);
  }
  return { entries: page, full: false };
}

/** @param last what a page covers when nothing is left out */
export function versionPage(entries: Iterable<Entry>, limits: PageLimits, last: Version): VersionPage {
  const page = fill(entries, limits, true);
  return { entries: page.entries, covers: page.full ? page.entries.at(-1)!.version : last };
}

export function keyPage(entries: Iterable<Entry>, limits: PageLimits): KeyPage {
  const page = fill(entries, limits, false);
  return { entries: page.entries, next: page.full ? page.entries.at(-1)!.key : undefined };
}

/** About how many bytes an entry has as JSON. */
export function estimateBytes(entry: Entry): number {
  const value = isTombstone(entry) ? 0 : valueBytes(entry.value);
  return entry.key.length + value + 40;
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 2;
  for (const [name, inner] of Object.entries(value)) bytes += name.length + 4 + valueBytes(inner);
  return bytes;
}

/**
 * Merges two ordered sequences into one. Where both have an item of the same rank, the first one's stands.
 *
 * @param compare negative, zero or positive, as for `Array.prototype.sort`
 */
export function* merge<T>(
  first: Iterable<T>,
  second: Iterable<T>,
  compare: (a: T, b: T) => number,
): Generator<T> {
  const a = first[Symbol.iterator]();
  const b = second[Symbol.iterator]();
  try {
    let x = a.next();
    let y = b.next();
    while (!x.done && !y.done) {
      const order = compare(x.value, y.value);
      if (order <= 0) {
        yield x.value;
        x = a.next();
        if (order === 0) y = b.next();
      } else {
        yield y.value;
        y = b.next();
      }
    }
    for (; !x.done; x = a.next()) yield x.value;
    for (; !y.done; y = b.next()) yield y.value;
  } finally {
    // A page ends before its sources do; a cursor that stays open would pin the disk's free pages.
    a.return?.();
    b.return?.();
  }
}
