import type { ErrorCode } from '@quorate/protocol';

/** Codes of the client's own, beside those of the wire. */
export type LocalErrorCode = 'CONNECTION_FAILED' | 'TIMEOUT' | 'BAD_ANSWER' | 'CLOSED';

export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** What every call rejects with, unless the caller's own signal ended it. `code` is stable, `message` is not. */
export class QuorateClientError extends Error {
  override readonly name: string = 'QuorateClientError';
  /** A code of docs/errors.md, or one of {@link LocalErrorCode}. */
  readonly code: string;
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined;
  /** What to search the node's log for. */
  readonly requestId: string | undefined;
  /** What the node told beside code and message: `version`, `quorum`, `acks`, `leader`, … */
  readonly details: Readonly<Record<string, unknown>>;

  constructor({ code, message, status, requestId, details = {}, cause }: Fault) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.details = details;
  }
}

/** Another version stands than the precondition names; nothing was stored. */
export class VersionMismatchError extends QuorateClientError {
  override readonly name = 'VersionMismatchError';

  /** What stands; 0 for no value, undefined where the node did not say. */
  get version(): number | undefined {
    return numberOf(this.details['version']);
  }

  /** Index of the operation of a batch. */
  get operation(): number | undefined {
    return numberOf(this.details['operation']);
  }
}

/** The write may be stored, and may yet commit. */
export class IndeterminateError extends QuorateClientError {
  override readonly name = 'IndeterminateError';

  /** The write's version, where it is known: `GET /writes/:version` tells what became of it. */
  get version(): number | undefined {
    return numberOf(this.details['version']);
  }
}

/** No node could do it; nothing was stored. */
export class UnavailableError extends QuorateClientError {
  override readonly name = 'UnavailableError';
}

/** The request is wrong, and would be so again; nothing was stored. */
export class InvalidRequestError extends QuorateClientError {
  override readonly name = 'InvalidRequestError';
}

/** The idempotency key belongs to another request; nothing was stored. */
export class ConflictError extends QuorateClientError {
  override readonly name = 'ConflictError';
}

/** The token is missing or wrong, or its scope too small; nothing was stored. */
export class AccessError extends QuorateClientError {
  override readonly name = 'AccessError';
}

/** No answer in time; nothing was stored. */
export class TimeoutError extends QuorateClientError {
  override readonly name = 'TimeoutError';
}

/** Changes since that cursor are no longer all known: begin again from the start. */
export class CompactedError extends QuorateClientError {
  override readonly name = 'CompactedError';

  /** The lowest version that one may resume from. */
  get floor(): number | undefined {
    return numberOf(this.details['floor']);
  }
}

/** The class of each code. A code that stands not here has the base class. */
const classes: Readonly<Partial<Record<ErrorCode | LocalErrorCode, typeof QuorateClientError>>> = {
  INVALID_REQUEST: InvalidRequestError,
  QUORUM_TOO_LARGE: InvalidRequestError,
  BODY_TOO_LARGE: InvalidRequestError,
  UNSUPPORTED_MEDIA_TYPE: InvalidRequestError,
  HEADERS_TOO_LARGE: InvalidRequestError,
  UNAUTHORIZED: AccessError,
  CERTIFICATE_REQUIRED: AccessError,
  FORBIDDEN: AccessError,
  VERSION_MISMATCH: VersionMismatchError,
  IDEMPOTENCY_CONFLICT: ConflictError,
  CHANGES_COMPACTED: CompactedError,
  REQUEST_TIMEOUT: TimeoutError,
  READ_TIMEOUT: TimeoutError,
  TIMEOUT: TimeoutError,
  NOT_LEADER: UnavailableError,
  QUORUM_UNREACHABLE: UnavailableError,
  QUEUE_FULL: UnavailableError,
  STORAGE_UNAVAILABLE: UnavailableError,
  NOT_READY: UnavailableError,
  OVERLOADED: UnavailableError,
  RATE_LIMITED: UnavailableError,
  CONNECTION_FAILED: UnavailableError,
  LEADERSHIP_LOST: IndeterminateError,
  QUORUM_TIMEOUT: IndeterminateError,
};

/** The error for a fault. What may be stored is an {@link IndeterminateError}, whatever its code. */
export function errorOf(fault: Fault): QuorateClientError {
  const indeterminate = fault.details?.['outcome'] === 'indeterminate';
  const Class = indeterminate
    ? IndeterminateError
    : Object.hasOwn(classes, fault.code)
      ? classes[fault.code as keyof typeof classes]!
      : QuorateClientError;
  return new Class(fault);
}

/** For what can be refused before anything is sent. */
export function invalid(message: string): QuorateClientError {
  return errorOf({ code: 'INVALID_REQUEST', message });
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
