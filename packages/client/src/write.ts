import { randomUUID } from 'node:crypto';
import type { BatchReply, WriteReply } from '@quorate/protocol';
import type { Call, Caller } from './call.ts';
import { invalid } from './errors.ts';
import { checkedKey, checkedValue, encode } from './json.ts';
import { MAX_WRITE_WAIT_MS, WRITE_MARGIN_MS, WRITE_WAIT_MS } from './limits.ts';
import type { DeleteOptions, PutOptions, WriteOptions } from './options.ts';
import { pathOf } from './path.ts';
import { found, get } from './read.ts';
import type { BatchOperation } from './types.ts';

export async function put(
  call: Caller,
  key: string,
  value: unknown,
  { ttlMs, ifVersion, ...options }: PutOptions,
): Promise<WriteReply> {
  const { quorum, trace, timeoutMs } = options;
  const request = {
    key: checkedKey(key),
    value: checkedValue(value),
    quorum,
    timeoutMs: waitMs(timeoutMs),
    ifVersion,
    ttlMs,
  };
  const path = pathOf('/write', { trace: trace || undefined });
  const { body } = await call(writeCall('POST', path, request, options), options);
  return body as WriteReply;
}

/** @returns undefined when no value stands for the key */
export async function remove(
  call: Caller,
  key: string,
  { ifVersion, ...options }: DeleteOptions,
): Promise<WriteReply | undefined> {
  // As the last part of a path these two are taken for the folder and the one above it.
  if (key === '.' || key === '..') return removeDots(call, key, { ifVersion, ...options });
  const { quorum, trace, timeoutMs } = options;
  const path = pathOf(`/keys/${encodeURIComponent(checkedKey(key))}`, {
    quorum,
    timeoutMs: waitMs(timeoutMs),
    trace: trace || undefined,
  });
  const request = writeCall('DELETE', path, undefined, options);
  const headers: Record<string, string> = {
    ...request.headers,
    ...(ifVersion === undefined ? {} : { 'if-match': `"${ifVersion}"` }),
  };
  return (await found(call({ ...request, headers }, options)))?.body as WriteReply | undefined;
}

async function removeDots(
  call: Caller,
  key: string,
  { ifVersion, ...options }: DeleteOptions,
): Promise<WriteReply | undefined> {
  const { signal, timeoutMs } = options;
  const old = await get(call, key, { signal, timeoutMs, consistency: 'committed' });
  if (old === undefined) return undefined;
  const {
    firstVersion,
    lastVersion: version,
    ...reply
  } = await batch(call, [{ key, delete: true, ifVersion }], options);
  return { key, version, ...reply };
}

export async function batch(
  call: Caller,
  operations: readonly BatchOperation[],
  options: WriteOptions,
): Promise<BatchReply> {
  const { quorum, trace, timeoutMs } = options;
  const path = pathOf('/batch', { trace: trace || undefined });
  for (const operation of operations) {
    checkedKey(operation.key);
    if (!('delete' in operation)) checkedValue(operation.value);
  }
  const request = { operations, quorum, timeoutMs: waitMs(timeoutMs) };
  const { body } = await call(writeCall('POST', path, request, options), options);
  return body as BatchReply;
}

function writeCall(
  method: 'POST' | 'DELETE',
  path: string,
  body: object | undefined,
  { idempotencyKey = randomUUID(), timeoutMs }: WriteOptions,
): Call {
  if (idempotencyKey !== null && !/^[\x20-\x7e]{1,200}$/.test(idempotencyKey)) {
    throw invalid('An idempotency key is 1 to 200 printable ASCII characters.');
  }
  const keyed = idempotencyKey !== null;
  return {
    method,
    path,
    kind: keyed ? 'keyed write' : 'bare write',
    where: 'leader',
    headers: {
      ...(keyed ? { 'idempotency-key': idempotencyKey } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: encode(body) }),
    // A node that is stopped, not slow, costs a write no more than this. Without a key there is no second try.
    attemptMs: keyed ? (waitMs(timeoutMs) ?? WRITE_WAIT_MS) + WRITE_MARGIN_MS : undefined,
  };
}

/**
 * How long the node is to wait for the quorum when the call has `timeoutMs`: a little less, so that its answer,
 * which names the write's version, is here before the call ends.
 */
function waitMs(timeoutMs: number | undefined): number | undefined {
  if (timeoutMs === undefined) return undefined;
  return Math.max(1, Math.min(MAX_WRITE_WAIT_MS, Math.floor(timeoutMs - Math.min(250, timeoutMs / 5))));
}
