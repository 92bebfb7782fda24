/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/node/test/read.test.ts > TAP > a read gives up in time, and says what it waited for > too late 1`] = `
Object {
  "error": Object {
    "code": "READ_TIMEOUT",
    "message": "This node has not reached version 99 within 50 ms; try again, or read with consistency=local.",
    "requestId": "ID",
  },
}
`

exports[`packages/node/test/read.test.ts > TAP > committed and linearizable reads without a quorum give up instead of guessing > indeterminate write 1`] = `
Object {
  "error": Object {
    "acks": 0,
    "code": "QUORUM_TIMEOUT",
    "followers": 3,
    "message": "0 of 2 followers acked key \\"a\\" in time. The write is stored and may yet commit: ask GET /writes/2.",
    "outcome": "indeterminate",
    "quorum": 2,
    "requestId": "ID",
    "version": 2,
  },
}
`

exports[`packages/node/test/read.test.ts > TAP > reads of every level, on the leader and on a follower > no such key 1`] = `
Object {
  "error": Object {
    "code": "KEY_NOT_FOUND",
    "message": "No value stands for key \\"nothing\\" on this node.",
    "requestId": "ID",
  },
}
`

exports[`packages/node/test/read.test.ts > TAP > reads of every level, on the leader and on a follower > write 1`] = `
Object {
  "acks": 3,
  "durationMs": 0,
  "followers": 3,
  "key": "a",
  "quorum": 3,
  "version": 1,
}
`
