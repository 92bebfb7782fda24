import {
  type BatchRequest,
  type ConditionalHeaders,
  type DeleteQuery,
  type PutQuery,
  QuorateError,
  type TraceQuery,
  type WriteHeaders,
  type WriteRequest,
} from '@quorate/protocol';
import type { Version } from '@quorate/store';
import { fingerprintOf, type Retryable } from './idempotency.ts';
import { contentOf, type Operation } from './operation.ts';
import { type Origin, originOf } from './origin.ts';

/** What a client asks for: all of the operations, or none. */
export interface Submission {
  /** At least one, each of another key. */
  readonly operations: readonly Operation[];
  readonly quorum?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** Tell who acked when, and wait a while for the losers. */
  readonly trace?: boolean | undefined;
  /** Do it once, however often it comes. */
  readonly retryable?: Retryable | undefined;
  readonly origin?: Origin | undefined;
}

/**
 * What requests of each kind ask for. All of them throw QuorateError `INVALID_REQUEST` for what the schemas
 * cannot tell.
 *
 * @param nowMs Unix milliseconds, from which a time to live counts
 */
export function submissionOfWrite(
  { key, value, ttlMs, ifVersion, quorum, timeoutMs }: WriteRequest,
  query: TraceQuery,
  headers: WriteHeaders,
  nowMs: number,
): Submission {
  const operation = { key, content: contentOf(value, expiry(ttlMs, nowMs)), ifVersion };
  const retryable = retryableOf(headers, () => ['write', key, value, ttlMs, ifVersion, quorum]);
  return { operations: [operation], quorum, timeoutMs, retryable, ...asides(query, headers) };
}

export function submissionOfPut(
  key: string,
  value: unknown,
  { quorum, timeoutMs, ttlMs, ...query }: PutQuery,
  headers: ConditionalHeaders,
  nowMs: number,
): Submission {
  if (value === undefined) throw invalid('The body is empty; send the value as JSON.');
  const ifVersion = preconditionOf(headers);
  const operation = { key, content: contentOf(value, expiry(ttlMs, nowMs)), ifVersion };
  const retryable = retryableOf(headers, () => ['put', key, value, ttlMs, ifVersion, quorum]);
  return { operations: [operation], quorum, timeoutMs, retryable, ...asides(query, headers) };
}

export function submissionOfDelete(
  key: string,
  { quorum, timeoutMs, ...query }: DeleteQuery,
  headers: ConditionalHeaders,
): Submission {
  if (headers['if-none-match'] !== undefined)
    throw invalid('headers.if-none-match has no meaning for a deletion; send if-match, or none.');
  const ifVersion = preconditionOf(headers);
  const retryable = retryableOf(headers, () => ['delete', key, ifVersion, quorum]);
  const operations = [{ key, content: undefined, ifVersion, mustExist: true }];
  return { operations, quorum, timeoutMs, retryable, ...asides(query, headers) };
}

export function submissionOfBatch(
  { operations: asked, quorum, timeoutMs }: BatchRequest,
  query: TraceQuery,
  headers: WriteHeaders,
  nowMs: number,
): Submission {
  const keys = new Set<string>();
  const operations = asked.map((operation, place): Operation => {
    const { key, value, ttlMs, ifVersion } = operation;
    const where = `body.operations.${place}`;
    if (keys.has(key)) throw invalid(`${where} has a key that an earlier operation has; name each key once.`);
    keys.add(key);
    const hasValue = Object.hasOwn(operation, 'value');
    if (hasValue === (operation.delete === true))
      throw invalid(`${where} needs either a value, or "delete": true.`);
    if (!hasValue && ttlMs !== undefined) throw invalid(`${where} deletes, so that ttlMs has no meaning.`);
    return { key, content: hasValue ? contentOf(value, expiry(ttlMs, nowMs)) : undefined, ifVersion };
  });
  const retryable = retryableOf(headers, () => ['batch', asked, quorum]);
  return { operations, quorum, timeoutMs, retryable, ...asides(query, headers) };
}

function expiry(ttlMs: number | undefined, nowMs: number): number | undefined {
  return ttlMs === undefined ? undefined : nowMs + ttlMs;
}

/** What changes nothing about the write itself. */
function asides(query: TraceQuery, headers: WriteHeaders): Pick<Submission, 'trace' | 'origin'> {
  return { trace: wantsTrace(query, headers), origin: originOf(headers) };
}

function wantsTrace({ trace }: TraceQuery, { prefer }: WriteHeaders): boolean {
  return trace === true || prefer?.split(',').some(preference => preference.trim() === 'trace') === true;
}

/** @param parts all that makes the request another one; the timeout does not */
function retryableOf(headers: WriteHeaders, parts: () => readonly unknown[]): Retryable | undefined {
  const key = headers['idempotency-key'];
  return key === undefined ? undefined : { key, fingerprint: fingerprintOf(...parts()) };
}

/** `If-Match` with one ETag or `*`, or `If-None-Match: *`: RFC 9110, section 13. */
function preconditionOf(headers: ConditionalHeaders): Version | 'any' | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && noneMatch !== undefined)
    throw invalid('headers: send either if-match or if-none-match.');
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== '*') throw invalid('headers.if-none-match must be * for a write.');
    return 0;
  }
  if (match === undefined) return undefined;
  if (match.trim() === '*') return 'any';
  const version = Number(/^\s*"(\d{1,16})"\s*$/.exec(match)?.[1]);
  if (!Number.isSafeInteger(version) || version < 1)
    throw invalid('headers.if-match must be * or one ETag as it was given, such as "7" with its quotes.');
  return version;
}

function invalid(message: string): QuorateError {
  return new QuorateError('INVALID_REQUEST', message);
}
