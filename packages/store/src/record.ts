import { type Entry, isTombstone, type JsonValue } from './entry.ts';
import type { Version } from './version.ts';

const COLON = 0x3a;
const ZERO = 0x30;

/** What is stored under a key: `VERSION:JSON`, or `VERSION:` for a tombstone. */
export function encodeRecord(entry: Entry): string {
  return isTombstone(entry) ? `${entry.version}:` : `${entry.version}:${JSON.stringify(entry.value)}`;
}

export function decodeRecord(key: string, record: string): Entry {
  const colon = record.indexOf(':');
  const version = Number(record.slice(0, colon));
  if (colon === record.length - 1) return { key, version, tombstone: true };
  return { key, version, value: JSON.parse(record.slice(colon + 1)) as JsonValue };
}

/** What applying needs to know of the entry that stands: read from the record's head, however long the value. */
export interface Standing {
  readonly version: Version;
  readonly live: boolean;
}

export function readStanding(record: Uint8Array, length: number): Standing {
  let version = 0;
  let at = 0;
  for (; at < length && record[at] !== COLON; at++) version = version * 10 + (record[at]! - ZERO);
  return { version, live: at < length - 1 };
}
