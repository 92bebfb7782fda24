import { QuorateError } from '@quorate/protocol';
import { type Entry, isTombstone, type JsonValue, type Store, type Version } from '@quorate/store';
import { encodeValue } from './value.ts';

/** What a write does to one key, before it has a version. */
export interface Operation {
  readonly key: string;
  /** `undefined` deletes. */
  readonly content: Content | undefined;
  /** What must stand for the key: a version, 0 for no value, `any` for some value. */
  readonly ifVersion?: Version | 'any' | undefined;
  /** Refuse it as not found when no value stands for the key. */
  readonly mustExist?: boolean;
}

export interface Content {
  readonly value: JsonValue;
  /** The value as JSON text. */
  readonly json: string;
  readonly expiresAtMs?: number;
}

/** @param expiresAtMs Unix milliseconds */
export function contentOf(value: unknown, expiresAtMs?: number): Content {
  const json = encodeValue(value as JsonValue);
  return { value: value as JsonValue, json, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
}

/** What writes the entry's content once more, under a new version. */
export function operationOf(entry: Entry): Operation {
  const content = isTombstone(entry) ? undefined : contentOf(entry.value, entry.expiresAtMs);
  return { key: entry.key, content };
}

/** The operation as an entry of that version. */
export function entryOf({ key, content }: Operation, version: Version, batchEnd: Version): Entry {
  const ending = batchEnd === version ? {} : { batchEnd };
  if (content === undefined) return { key, version, tombstone: true, ...ending };
  const { value, expiresAtMs } = content;
  return { key, version, value, ...(expiresAtMs === undefined ? {} : { expiresAtMs }), ...ending };
}

/** The same as JSON, around the value's text, which is not made again. */
export function encodeEntry({ key, content }: Operation, version: Version, batchEnd: Version): string {
  const ending = batchEnd === version ? '' : `,"batchEnd":${batchEnd}`;
  const head = `{"key":${JSON.stringify(key)},"version":${version}`;
  if (content === undefined) return `${head},"tombstone":true${ending}}`;
  const expiring = content.expiresAtMs === undefined ? '' : `,"expiresAtMs":${content.expiresAtMs}`;
  return `${head},"value":${content.json}${expiring}${ending}}`;
}

/** The refusal of the first operation whose precondition does not hold, if there is one. */
export function unmetPrecondition(store: Store, operations: readonly Operation[]): QuorateError | undefined {
  for (const [place, { key, ifVersion, mustExist }] of operations.entries()) {
    if (ifVersion === undefined && mustExist !== true) continue;
    const standing = standingVersion(store, key);
    if (ifVersion === undefined) {
      if (standing !== 0) continue;
      return new QuorateError(
        'KEY_NOT_FOUND',
        `No value stands for key ${JSON.stringify(key)}; nothing was stored.`,
      );
    }
    if (ifVersion === 'any' ? standing !== 0 : ifVersion === standing) continue;
    const stands = standing === 0 ? 'no value stands for the key' : `version ${standing} stands for the key`;
    const wanted = ifVersion === 'any' ? 'a value' : ifVersion === 0 ? 'none' : `version ${ifVersion}`;
    const what = operations.length === 1 ? 'The write' : `Operation ${place}`;
    return new QuorateError(
      'VERSION_MISMATCH',
      `${what} asks for ${wanted}, but ${stands}. Nothing was stored; read again and decide anew.`,
      { version: standing, ...(operations.length === 1 ? {} : { operation: place }) },
    );
  }
  return undefined;
}

/** The version whose value stands for the key; 0 if none does. */
function standingVersion(store: Store, key: string): Version {
  const standing = store.get(key);
  return standing === undefined || isTombstone(standing) ? 0 : standing.version;
}
