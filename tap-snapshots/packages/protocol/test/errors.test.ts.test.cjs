/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/protocol/test/errors.test.ts > TAP > codes and their statuses are stable > must match snapshot 1`] = `
400 INVALID_REQUEST
400 QUORUM_TOO_LARGE
401 UNAUTHORIZED
403 FAULTS_DISABLED
404 KEY_NOT_FOUND
404 FAULT_NOT_FOUND
404 ROUTE_NOT_FOUND
408 REQUEST_TIMEOUT
409 STALE_EPOCH
410 CHANGES_COMPACTED
412 VERSION_MISMATCH
413 BODY_TOO_LARGE
415 UNSUPPORTED_MEDIA_TYPE
421 NOT_LEADER
422 IDEMPOTENCY_CONFLICT
431 HEADERS_TOO_LARGE
500 INTERNAL
502 FOLLOWER_UNREACHABLE
503 QUORUM_UNREACHABLE
503 QUEUE_FULL
503 STORAGE_UNAVAILABLE
503 NOT_READY
503 LEADERSHIP_LOST
504 QUORUM_TIMEOUT
504 READ_TIMEOUT
`
