import { errorOf, type QuorateClientError } from './errors.ts';

/** Why one attempt at one node gave no result. */
export type Failure = Unreachable | Broken | Foreign | Refused;

/** No connection was made, so nothing was sent. */
interface Unreachable {
  readonly kind: 'unreachable';
  readonly url: string;
  readonly error: unknown;
}

/** The request may have arrived, but no answer came: the connection broke, or the attempt took too long. */
interface Broken {
  readonly kind: 'broken';
  readonly url: string;
  readonly timedOut: boolean;
  readonly error: unknown;
}

/** The answer is none of Quorate's: a proxy's, perhaps. */
export interface Foreign {
  readonly kind: 'foreign';
  readonly url: string;
  readonly status: number;
}

/** The node answered with an error. */
export interface Refused {
  readonly kind: 'refused';
  readonly url: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Reads an answer that is no success. */
export function refusalOf(url: string, status: number, body: unknown): Refused | Foreign {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  if (typeof error !== 'object' || error === null) return { kind: 'foreign', url, status };
  const { code, message, requestId, ...details } = error as Record<string, unknown>;
  if (typeof code !== 'string') return { kind: 'foreign', url, status };
  return {
    kind: 'refused',
    url,
    status,
    code,
    message: typeof message === 'string' ? message : code,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    details,
  };
}

/** Whether a write that failed so may be stored all the same. */
export function mayBeStored(failure: Failure): boolean {
  switch (failure.kind) {
    case 'unreachable':
      return false;
    case 'broken':
      return true;
    case 'foreign':
      return !isDefinite(failure);
    case 'refused':
      return failure.details['outcome'] === 'indeterminate';
  }
}

/** Whether the node, or what stands before it, refused the request as it is. */
export function isDefinite(failure: Failure): boolean {
  return 'status' in failure && failure.status >= 400 && failure.status < 500;
}

/** The error for a failure, as a caller meets it. */
export function errorOfFailure(failure: Failure): QuorateClientError {
  const { url } = failure;
  switch (failure.kind) {
    case 'unreachable':
      return errorOf({
        code: 'CONNECTION_FAILED',
        message: `${url} cannot be reached: ${reasonOf(failure.error)}.`,
        cause: failure.error,
      });
    case 'broken':
      return errorOf({
        code: failure.timedOut ? 'TIMEOUT' : 'CONNECTION_FAILED',
        message: failure.timedOut
          ? `${url} did not answer in time.`
          : `The connection to ${url} broke: ${reasonOf(failure.error)}.`,
        cause: failure.error,
      });
    case 'foreign':
      return errorOf({
        code: 'BAD_ANSWER',
        message: `${url} gave an answer with status ${failure.status} that is not Quorate's; check the URL.`,
        status: failure.status,
      });
    case 'refused':
      return errorOf(failure);
  }
}

/** The same error with a few words before its message, and the first one as its cause. */
export function retold(failure: Failure, before: string): QuorateClientError {
  const cause = errorOfFailure(failure);
  const { code, status, requestId, details } = cause;
  return errorOf({ code, status, requestId, details, message: `${before}: ${cause.message}`, cause });
}

/** The same, for a write that may be stored. */
export function indeterminate(failure: Failure, before: string): QuorateClientError {
  const { code, status, requestId, details, message, cause } = retold(failure, before);
  return errorOf({
    code,
    status,
    requestId,
    details: { ...details, outcome: 'indeterminate' },
    message,
    cause,
  });
}

/** An error in a few words; Node's own may have no message but a code. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return String(message || code || error).replace(/\.$/, '');
}
