/**
 * Every error that a client can meet: code, HTTP status, and what it means. Codes are stable; messages are
 * not. The table in docs/errors.md is checked against this one.
 */
export const errorTable = {
  INVALID_REQUEST: { status: 400, meaning: 'The request does not fit its schema; nothing was stored.' },
  QUORUM_TOO_LARGE: { status: 400, meaning: 'The write asks for more acks than there are followers.' },
  UNAUTHORIZED: {
    status: 401,
    meaning: 'The token is missing or wrong: a client’s, or between nodes the cluster’s.',
  },
  FORBIDDEN: { status: 403, meaning: 'The token is good, but its scope does not allow this.' },
  FAULTS_DISABLED: {
    status: 403,
    meaning: 'The leader was not started with `FAULTS=true`, so no fault can be made on purpose.',
  },
  CERTIFICATE_REQUIRED: {
    status: 403,
    meaning: 'Replication is closed to those who show no certificate that the cluster’s CA has signed.',
  },
  KEY_NOT_FOUND: { status: 404, meaning: 'No value stands for the key on this node.' },
  FAULT_NOT_FOUND: { status: 404, meaning: 'No fault on purpose of this id runs; it may have ended.' },
  ROUTE_NOT_FOUND: { status: 404, meaning: 'There is nothing at this path and method.' },
  REQUEST_TIMEOUT: { status: 408, meaning: 'The request did not arrive whole in time.' },
  STALE_EPOCH: { status: 409, meaning: 'A newer leader has been promised; the sender must step down.' },
  CHANGES_COMPACTED: {
    status: 410,
    meaning: 'Deletions since then are forgotten: begin anew, or at `floor`, the oldest version there is.',
  },
  VERSION_MISMATCH: {
    status: 412,
    meaning: 'Another version stands than the precondition names; nothing was stored.',
  },
  BODY_TOO_LARGE: { status: 413, meaning: 'The body is larger than this node takes.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'Bodies are JSON, with content-type: application/json.' },
  NOT_LEADER: {
    status: 421,
    meaning: 'Only the leader does this; its URL is in the error where it is known.',
  },
  IDEMPOTENCY_CONFLICT: {
    status: 422,
    meaning: 'The idempotency key was used for another request; nothing was stored.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'The client asks more often than this node allows; nothing was stored.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    meaning: 'The request line and headers are larger than this node takes.',
  },
  INTERNAL: { status: 500, meaning: 'A fault in Quorate; the log has it under the request id.' },
  FOLLOWER_UNREACHABLE: {
    status: 502,
    meaning: 'The follower that the leader was to ask did not answer; ask it directly.',
  },
  QUORUM_UNREACHABLE: {
    status: 503,
    meaning: 'Fewer followers are live than the quorum needs; nothing was stored.',
  },
  QUEUE_FULL: { status: 503, meaning: 'The node has as much in flight as it allows; nothing was stored.' },
  OVERLOADED: {
    status: 503,
    meaning: 'The node’s memory or event loop is at its limit; nothing was stored.',
  },
  STORAGE_UNAVAILABLE: {
    status: 503,
    meaning:
      'The disk is full or failing. With an outcome of "indeterminate" the write may yet commit, else nothing was stored.',
  },
  NOT_READY: { status: 503, meaning: 'The node is starting, stepping down or stopping; nothing was stored.' },
  LEADERSHIP_LOST: {
    status: 503,
    meaning: 'A newer leader took over during the write, which is indeterminate.',
  },
  QUORUM_TIMEOUT: {
    status: 504,
    meaning: 'The quorum did not answer in time. The write is indeterminate: it may yet commit.',
  },
  READ_TIMEOUT: {
    status: 504,
    meaning: 'The node did not reach the consistency or version asked for in time.',
  },
} as const satisfies Record<string, { status: number; meaning: string }>;

export type ErrorCode = keyof typeof errorTable;

/** What an error tells beside its code and message; each member is documented in {@link ErrorReply}. */
export interface ErrorDetails {
  readonly leader?: string | null;
  readonly version?: number;
  readonly epoch?: number;
  readonly floor?: number;
  readonly operation?: number;
  readonly quorum?: number;
  readonly acks?: number;
  readonly followers?: number;
  readonly outcome?: 'indeterminate';
}

/** An error that its receiver is meant to read: a stable code, and a message that says what to do next. */
export class QuorateError extends Error {
  override readonly name = 'QuorateError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get statusCode(): number {
    return errorTable[this.code].status;
  }
}
