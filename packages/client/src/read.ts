import type { ReadReply, StatusReply } from '@quorate/protocol';
import type { Caller } from './call.ts';
import { QuorateClientError } from './errors.ts';
import { checkedKey } from './json.ts';
import { READ_ATTEMPT_MS } from './limits.ts';
import type { CallOptions, ReadOptions } from './options.ts';
import { pathOf } from './path.ts';

/** A key with its value, as one version of it stands. */
export interface Entry<T = unknown> {
  readonly key: string;
  readonly value: T;
  readonly version: number;
  /** Where the leader answered: whether the cluster's write quorum has it. */
  readonly committed?: boolean;
}

/** @returns undefined when no value stands for the key */
export async function get<T>(call: Caller, key: string, options: ReadOptions): Promise<Entry<T> | undefined> {
  const { consistency = 'local', minVersion, ...rest } = options;
  const path = pathOf('/read', {
    key: checkedKey(key),
    consistency: consistency === 'local' ? undefined : consistency,
    minVersion: minVersion === 0 ? undefined : minVersion,
  });
  const where = consistency === 'local' ? 'any' : 'leader';
  const reply = await found(
    call({ method: 'GET', path, kind: 'read', where, attemptMs: READ_ATTEMPT_MS }, rest),
  );
  return reply?.body as (ReadReply & Entry<T>) | undefined;
}

/** @param prefer the node that is asked first */
export async function status(
  call: Caller,
  prefer: string | undefined,
  options: CallOptions,
): Promise<StatusReply> {
  const { body } = await call(
    { method: 'GET', path: '/status', kind: 'read', where: 'any', prefer, attemptMs: READ_ATTEMPT_MS },
    options,
  );
  return body as StatusReply;
}

/** What a call gives, or undefined where it is refused because no value stands. */
export function found<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof QuorateClientError && error.code === 'KEY_NOT_FOUND') return undefined;
    throw error;
  });
}
