import type { ListReply } from '@quorate/protocol';
import { compareKeys, isReserved, RESERVED_PREFIX, type Store } from '@quorate/store';
import { MAX_EXAMINED, MAX_PAGE_BYTES } from './limits.ts';
import { visible } from './reader.ts';

export interface ListBounds {
  readonly prefix: string;
  /** The page begins above this key; '' for the first. */
  readonly after: string;
  /** Most entries in the page. */
  readonly limit: number;
}

/** Above all of Quorate's own keys, of which there may be many, and below every other above them. */
const LAST_RESERVED = `${RESERVED_PREFIX}\u{10ffff}`;

/** One page of the live keys with a prefix, in order of UTF-8 bytes. */
export function listKeys(store: Store, { prefix, after, limit }: ListBounds): ListReply {
  const entries: ListReply['entries'] = [];
  // A page begins above a key, and the prefix may be a key itself.
  const isFirst = compareKeys(after, prefix) < 0;
  const own = isFirst && prefix !== '' ? visible(store.get(prefix)) : undefined;
  if (own !== undefined) entries.push(publicOf(own));
  let examined = 0;
  let next: string | undefined = isFirst ? prefix : after;
  while (next !== undefined && entries.length < limit && examined < MAX_EXAMINED) {
    const page = store.pageByKey(next, { limit: limit - entries.length, maxBytes: MAX_PAGE_BYTES });
    for (const entry of page.entries) {
      if (!entry.key.startsWith(prefix)) return { entries };
      const live = visible(entry);
      if (live !== undefined) entries.push(publicOf(live));
    }
    examined += page.entries.length;
    next = page.next !== undefined && isReserved(page.next) ? LAST_RESERVED : page.next;
    // A page that the bytes ended is a page of the answer, too.
    if (page.entries.length < limit && next !== undefined && next !== LAST_RESERVED && entries.length > 0)
      break;
  }
  return next === undefined ? { entries } : { entries, next };
}

function publicOf({ key, value, version }: ListReply['entries'][number]): ListReply['entries'][number] {
  return { key, value, version };
}
