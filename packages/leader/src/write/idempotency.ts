import { createHash } from 'node:crypto';
import { QuorateError } from '@quorate/protocol';
import { isTombstone, RESERVED_PREFIX, type Store, type Version } from '@quorate/store';
import type { Operation } from './operation.ts';

const PREFIX = `${RESERVED_PREFIX}idempotency/`;

/** A request that may come again, and is to be done once. */
export interface Retryable {
  /** The client's idempotency key. */
  readonly key: string;
  /** Stands for all that the request asks for. */
  readonly fingerprint: string;
}

/** What is remembered of a request that was done. */
export interface Done {
  /** Of the entry that remembers it: acked with the request's own, for they are one batch. */
  readonly recordVersion: Version;
  readonly firstVersion: Version;
  readonly lastVersion: Version;
  readonly quorum: number;
}

/** The fingerprint of a request: any of its parts that differs makes another one. */
export function fingerprintOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/**
 * The entry that remembers the request. It is written in one batch with what the request writes, so that it is
 * there on every replica, and after every restart, if and only if the request was done.
 */
export function recordOf(
  { key, fingerprint }: Retryable,
  done: Omit<Done, 'recordVersion'>,
  expiresAtMs: number,
): Operation {
  const value = { fingerprint, ...done };
  return { key: PREFIX + key, content: { value, json: JSON.stringify(value), expiresAtMs } };
}

/**
 * What the request did, if it was done before.
 *
 * @throws QuorateError `IDEMPOTENCY_CONFLICT` when the key was used for another request
 */
export function findDone(store: Store, { key, fingerprint }: Retryable): Done | undefined {
  const record = store.get(PREFIX + key);
  if (record === undefined || isTombstone(record)) return undefined;
  const { fingerprint: first, ...done } = record.value as unknown as Omit<Done, 'recordVersion'> & {
    readonly fingerprint: string;
  };
  if (first !== fingerprint) {
    throw new QuorateError(
      'IDEMPOTENCY_CONFLICT',
      'The idempotency key was used for another request. Nothing was stored; use a new key for a new request.',
    );
  }
  return { ...done, recordVersion: record.version };
}
