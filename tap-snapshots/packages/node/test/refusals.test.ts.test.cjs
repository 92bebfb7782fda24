/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/node/test/refusals.test.ts > TAP > a follower refuses what only the leader does, with the URL of the leader > not the leader 1`] = `
Object {
  "error": Object {
    "code": "NOT_LEADER",
    "leader": "http://leader.test:5000",
    "message": "This node is a follower; send this to http://leader.test:5000.",
    "requestId": "ID",
  },
}
`

exports[`packages/node/test/refusals.test.ts > TAP > a precondition that does not hold is refused with the version that stands > ifVersion 0 1`] = `
Object {
  "error": Object {
    "code": "VERSION_MISMATCH",
    "message": "The write asks for none, but version 1 stands for the key. Nothing was stored; read again and decide anew.",
    "requestId": "ID",
    "version": 1,
  },
}
`

exports[`packages/node/test/refusals.test.ts > TAP > a precondition that does not hold is refused with the version that stands > ifVersion 2 1`] = `
Object {
  "error": Object {
    "code": "VERSION_MISMATCH",
    "message": "The write asks for version 2, but version 1 stands for the key. Nothing was stored; read again and decide anew.",
    "requestId": "ID",
    "version": 1,
  },
}
`

exports[`packages/node/test/refusals.test.ts > TAP > what does not exist is a 404 in the one shape of errors > no such route 1`] = `
Object {
  "error": Object {
    "code": "ROUTE_NOT_FOUND",
    "message": "There is no GET /nothing here; the README lists what there is.",
    "requestId": "ID",
  },
}
`
