import type { Version } from './version.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** What an entry tells beside its content. */
interface Versioned {
  readonly key: string;
  readonly version: Version;
  /**
   * Last version of the batch that it was written in: all of them are applied together, or none. Absent where
   * the batch ends with this entry, or has no other.
   */
  readonly batchEnd?: Version;
}

/** A key with its value, as one version of it stands. */
export interface Put extends Versioned {
  readonly value: JsonValue;
  /** When the leader is to delete it, in Unix milliseconds of the leader's clock. */
  readonly expiresAtMs?: number;
}

/** A deletion. It stays until every follower has it, so that an older value cannot come back. */
export interface Tombstone extends Versioned {
  readonly tombstone: true;
}

/** The unit that is stored and sent. */
export type Entry = Put | Tombstone;

export function isTombstone(entry: Entry): entry is Tombstone {
  return 'tombstone' in entry;
}

/** The longest key, in bytes of UTF-8. */
export const MAX_KEY_BYTES = 512;

/**
 * Whether `key` keeps its identity everywhere: 1 to 512 bytes of well-formed UTF-8. A lone surrogate has no
 * UTF-8 form, so two such keys could fall together on disk.
 */
export function isKey(key: string): boolean {
  if (key.length === 0 || key.length > MAX_KEY_BYTES || !key.isWellFormed()) return false;
  return key.length * 3 <= MAX_KEY_BYTES || Buffer.byteLength(key) <= MAX_KEY_BYTES;
}

/** Keys that begin so are Quorate's own: no client sees or writes them. */
export const RESERVED_PREFIX = '\u0000quorate/';

export function isReserved(key: string): boolean {
  return key.startsWith(RESERVED_PREFIX);
}

/**
 * Orders keys as their UTF-8 bytes do, which is by code point. JavaScript's own order is by UTF-16 unit and
 * puts U+1F600 before U+FF21; a disk that sorts bytes does not.
 */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they rank after every other unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
