import { type Entry, isTombstone, type JsonValue } from './entry.ts';
import type { Version } from './version.ts';

const COLON = 0x3a;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * What is stored under a key: `VERSION:JSON`, or `VERSION:` for a tombstone. Before the colon may stand `~` and
 * the version that ends the entry's batch, then `@` and when it expires, in Unix milliseconds.
 */
export function encodeRecord(entry: Entry): string {
  const batchEnd = entry.batchEnd === undefined ? '' : `~${entry.batchEnd}`;
  if (isTombstone(entry)) return `${entry.version}${batchEnd}:`;
  const expires = entry.expiresAtMs === undefined ? '' : `@${entry.expiresAtMs}`;
  return `${entry.version}${batchEnd}${expires}:${JSON.stringify(entry.value)}`;
}

export function decodeRecord(key: string, record: string): Entry {
  const colon = record.indexOf(':');
  const { version, ...marks } = decodeHead(record.slice(0, colon));
  if (colon === record.length - 1) return { key, version, tombstone: true, ...marks };
  return { key, version, value: JSON.parse(record.slice(colon + 1)) as JsonValue, ...marks };
}

/** When the entry of a record expires, in Unix milliseconds; `undefined` if never. Does not read the value. */
export function expiryOf(record: string): number | undefined {
  const head = record.slice(0, record.indexOf(':'));
  const at = head.indexOf('@');
  return at === -1 ? undefined : Number(head.slice(at + 1));
}

function decodeHead(head: string): { version: Version; batchEnd?: Version; expiresAtMs?: number } {
  const version = Number(head);
  if (!Number.isNaN(version)) return { version };
  const [, first, batchEnd, expires] = /^(\d+)(?:~(\d+))?(?:@(\d+))?$/.exec(head) ?? [];
  return {
    version: Number(first),
    ...(batchEnd === undefined ? {} : { batchEnd: Number(batchEnd) }),
    ...(expires === undefined ? {} : { expiresAtMs: Number(expires) }),
  };
}

/** What applying needs to know of the entry that stands: read from the record's head, however long the value. */
export interface Standing {
  readonly version: Version;
  readonly live: boolean;
}

export function standingOf(entry: Entry): Standing {
  return { version: entry.version, live: !isTombstone(entry) };
}

export function readStanding(record: Uint8Array, length: number): Standing {
  let version = 0;
  let at = 0;
  for (; at < length && isDigit(record[at]!); at++) version = version * 10 + (record[at]! - ZERO);
  while (at < length && record[at] !== COLON) at++;
  return { version, live: at < length - 1 };
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
