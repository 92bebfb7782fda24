/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/node/test/operators.test.ts > TAP > a leader that takes over is alive, answers ping and local reads, and is not ready > not ready 1`] = `
Object {
  "reason": "The leader is taking over: it consults its followers before its first write.",
  "status": "not ready",
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > follower /healthz 1`] = `
Object {
  "status": "ok",
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > follower /ping 1`] = `
Object {
  "epoch": 0,
  "id": "follower-1",
  "role": "follower",
  "status": "ok",
  "version": 1,
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > follower /readyz 1`] = `
Object {
  "status": "ready",
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > follower /status 1`] = `
Object {
  "digest": "DIGEST",
  "durability": "memory",
  "epoch": 0,
  "id": "follower-1",
  "keys": 1,
  "leader": "http://leader.test:5000",
  "role": "follower",
  "uptimeMs": 0,
  "url": "http://follower-1.test:5000",
  "version": 1,
  "watermark": 1,
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > leader /healthz 1`] = `
Object {
  "status": "ok",
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > leader /ping 1`] = `
Object {
  "epoch": 0,
  "id": "leader",
  "role": "leader",
  "status": "ok",
  "version": 1,
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > leader /readyz 1`] = `
Object {
  "status": "ready",
}
`

exports[`packages/node/test/operators.test.ts > TAP > what operators ask is answered the same way on every node > leader /status 1`] = `
Object {
  "digest": "DIGEST",
  "durability": "memory",
  "epoch": 0,
  "followers": Array [
    Object {
      "digest": "DIGEST",
      "follower": "http://127.0.0.1:PORT",
      "inFlight": 0,
      "lag": 0,
      "queued": 0,
      "repaired": 0,
      "state": "stream",
      "watermark": 1,
    },
    Object {
      "digest": "DIGEST",
      "follower": "http://127.0.0.1:PORT",
      "inFlight": 0,
      "lag": 0,
      "queued": 0,
      "repaired": 0,
      "state": "stream",
      "watermark": 1,
    },
    Object {
      "digest": "DIGEST",
      "follower": "http://127.0.0.1:PORT",
      "inFlight": 0,
      "lag": 0,
      "queued": 0,
      "repaired": 0,
      "state": "stream",
      "watermark": 1,
    },
  ],
  "id": "leader",
  "keys": 1,
  "leader": "http://leader.test:5000",
  "quorumCurve": Array [
    Object {
      "count": 1,
      "p50Ms": 0,
      "p95Ms": 0,
      "p99Ms": 0,
      "quorum": 1,
    },
    Object {
      "count": 1,
      "p50Ms": 0,
      "p95Ms": 0,
      "p99Ms": 0,
      "quorum": 2,
    },
    Object {
      "count": 1,
      "p50Ms": 0,
      "p95Ms": 0,
      "p99Ms": 0,
      "quorum": 3,
    },
  ],
  "role": "leader",
  "uptimeMs": 0,
  "url": "http://leader.test:5000",
  "version": 1,
  "watermark": 1,
  "writeQuorum": 2,
}
`
