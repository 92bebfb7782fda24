import { errorTable } from '@quorate/protocol';
import t from 'tap';
import { errorOf } from '../src/errors.ts';
import * as client from '../src/index.ts';

t.test('each code has its class', async t => {
  const codes = [
    ...Object.keys(errorTable),
    'IDEMPOTENCY_CONFLICT',
    'CHANGES_COMPACTED',
    'CONNECTION_FAILED',
    'TIMEOUT',
    'BAD_ANSWER',
    'CLOSED',
  ];
  const classes = Object.fromEntries(
    [...new Set(codes)].map(code => [code, errorOf({ code, message: '' }).name]),
  );
  t.matchOnly(classes, {
    INVALID_REQUEST: 'InvalidRequestError',
    QUORUM_TOO_LARGE: 'InvalidRequestError',
    UNAUTHORIZED: 'AccessError',
    CERTIFICATE_REQUIRED: 'AccessError',
    FORBIDDEN: 'AccessError',
    FAULTS_DISABLED: 'QuorateClientError',
    FAULT_NOT_FOUND: 'QuorateClientError',
    FOLLOWER_UNREACHABLE: 'QuorateClientError',
    RATE_LIMITED: 'UnavailableError',
    OVERLOADED: 'UnavailableError',
    KEY_NOT_FOUND: 'QuorateClientError',
    ROUTE_NOT_FOUND: 'QuorateClientError',
    REQUEST_TIMEOUT: 'TimeoutError',
    STALE_EPOCH: 'QuorateClientError',
    VERSION_MISMATCH: 'VersionMismatchError',
    BODY_TOO_LARGE: 'InvalidRequestError',
    UNSUPPORTED_MEDIA_TYPE: 'InvalidRequestError',
    NOT_LEADER: 'UnavailableError',
    HEADERS_TOO_LARGE: 'InvalidRequestError',
    INTERNAL: 'QuorateClientError',
    QUORUM_UNREACHABLE: 'UnavailableError',
    QUEUE_FULL: 'UnavailableError',
    STORAGE_UNAVAILABLE: 'UnavailableError',
    NOT_READY: 'UnavailableError',
    LEADERSHIP_LOST: 'IndeterminateError',
    QUORUM_TIMEOUT: 'IndeterminateError',
    READ_TIMEOUT: 'TimeoutError',
    IDEMPOTENCY_CONFLICT: 'ConflictError',
    CHANGES_COMPACTED: 'CompactedError',
    CONNECTION_FAILED: 'UnavailableError',
    TIMEOUT: 'TimeoutError',
    BAD_ANSWER: 'QuorateClientError',
    CLOSED: 'QuorateClientError',
  });
});

t.test('an unknown code has the base class, whatever its name', async t => {
  for (const code of ['SOMETHING_NEW', 'constructor', '__proto__']) {
    const error = errorOf({ code, message: 'm', status: 418, requestId: 'r' });
    t.equal(error.constructor, client.QuorateClientError);
    t.match(error, { code, message: 'm', status: 418, requestId: 'r', details: {} });
  }
});

t.test('what may be stored is indeterminate, whatever its code', async t => {
  const error = errorOf({
    code: 'STORAGE_UNAVAILABLE',
    message: '',
    details: { outcome: 'indeterminate', version: 7 },
  });
  t.ok(error instanceof client.IndeterminateError);
  t.match(error, { code: 'STORAGE_UNAVAILABLE', version: 7 });
});
