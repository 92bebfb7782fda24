/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`bench/test/peers.test.ts > TAP > a report as it should be > must match snapshot 1`] = `
# Peers: what other replicated stores make of the same work

Every request succeeded, and after every run all replicas of each system were identical. 64 connections, quorum 3. In memory: Quorate memory 21,000 writes/s (p99 8.25 ms), 1.00 CPU seconds per 10,000; Redis 18,900 writes/s (p99 8.25 ms), 0.900 times Quorate’s, 2.00 CPU seconds per 10,000 (2.00 times). On disk: Quorate sync 16,800 writes/s (p99 8.25 ms), 3.00 CPU seconds per 10,000; Redis, fsync always 14,700 writes/s (p99 8.25 ms), 0.875 times Quorate’s, 4.00 CPU seconds per 10,000 (1.33 times); PostgreSQL 12,600 writes/s (p99 8.25 ms), 0.750 times Quorate’s, 5.00 CPU seconds per 10,000 (1.67 times); etcd 10,500 writes/s (p99 8.25 ms), 0.625 times Quorate’s, 6.00 CPU seconds per 10,000 (2.00 times). The ceiling, a bare Fastify 8,400 writes/s (p99 8.25 ms), 7.00 CPU seconds per 10,000.

![Writes per second, p99 and CPU time of each system](peers.svg)

| system | kept in | writes/s | p50 ms | p99 ms | CPU s per 10,000 | client CPU s | × Quorate | CPU × Quorate | of ceiling | level after ms | failed | replicas |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| Quorate memory | memory | 21,000 (20,000..22,000) | 1.50 | 8.25 | 1.00 | 0.200 | 1.00 | 1.00 | 250% | 12 | 0 | identical |
| Redis 7.0.15 | memory | 18,900 (18,000..19,800) | 1.50 | 8.25 | 2.00 | 0.200 | 0.900 | 2.00 | 225% | 12 | 0 | identical |
| Quorate sync | disk | 16,800 (16,000..17,600) | 1.50 | 8.25 | 3.00 | 0.200 | 1.00 | 1.00 | 200% | 12 | 0 | identical |
| Redis 7.0.15, fsync always | disk | 14,700 (14,000..15,400) | 1.50 | 8.25 | 4.00 | 0.200 | 0.875 | 1.33 | 175% | 12 | 0 | identical |
| PostgreSQL 15.18 | disk | 12,600 (12,000..13,200) | 1.50 | 8.25 | 5.00 | 0.200 | 0.750 | 1.67 | 150% | 12 | 0 | identical |
| etcd 3.4.23 | disk | 10,500 (10,000..11,000) | 1.50 | 8.25 | 6.00 | 0.200 | 0.625 | 2.00 | 125% | 12 | 0 | identical |
| bare Fastify | memory | 8,400 (8,000..8,800) | 1.50 | 8.25 | 7.00 | 0.200 | – | – | – | 12 | 0 | – |

Each figure is the median over 2 rounds with the least and the greatest behind it; "level after" is the longest. "× Quorate"
compares with Quorate of the like durability in the same round, "of ceiling" with the bare Fastify.

**What was run.** The same for all: one leader and 5 followers, each a process (or, with PostgreSQL, a family of them) on
this machine; values of 100 bytes over 10,000 keys; 64 connections to the leader in a closed loop, one write at a time on
each; 5 s for each figure after one second of warm-up. In each round every system runs in turn, alone, on empty data. After
each figure the run waited until all replicas were level and compared hashes of their data.

**When a write is acked** (quorum 3):

- **Quorate memory**: the leader and 3 followers have applied it; nothing is on disk.
- **Redis 7.0.15**: the primary and 3 replicas (\`WAIT\`) have processed it; nothing is on disk.
- **Quorate sync**: the leader and 3 followers have it on disk (fdatasync).
- **Redis 7.0.15, fsync always**: the primary has flushed it and 3 replicas (\`WAIT\`) have processed it. All six flush every write, but \`WAIT\` does not promise that these replicas have done so yet; \`WAITAOF\`, which does, came with Redis 7.2.
- **PostgreSQL 15.18**: the primary and any 3 standbys have flushed the transaction’s log; standbys may show it later.
- **etcd 3.4.23**: four of six members, the majority, have flushed it to their logs, and the leader has applied it.
- **bare Fastify**: one process has set an entry of a \`Map\`; the ceiling of any HTTP service on Fastify.

**How.**

- *Quorate* and the *bare Fastify*: \`POST /write\`, by autocannon.
- *Redis*: \`SET\` and the wait in one packet, over a bare socket. No snapshots; "fsync always" is \`appendfsync always\` on all
  6.
- *PostgreSQL*: \`INSERT … ON CONFLICT DO UPDATE\` as a prepared statement over a bare socket, one transaction each;
  \`synchronous_standby_names = 'ANY 3 (…)'\`, \`synchronous_commit = on\`, \`fsync\` on.
- *etcd*: \`POST /v3/kv/put\` of its JSON gateway at the leader, by autocannon. 6 members, because their majority is the
  leader and 3 more; etcd is mostly run with an odd number.
- All else is as each system has it by default; none was tuned, Quorate no more than the others.

**CPU** is user and system time of all server processes, with all their children, for 10,000 acked writes, from /proc (ticks of
10 ms). "Client CPU" is what the load spent on as many. What the kernel does in threads of its own, as for a flush, is in neither.

**Machine.** 2 cores, 4 GiB, linux-x64, Node v24.0.0; servers and load on the same machine, over loopback. Measured on 2026-01-02.

**Caveats.** Servers and load share 2 cores, one disk and no network, so this says what a write costs, not what a cluster of
6 machines reaches: where a system has threads, it could use more cores than there are here. The load is not the same
program for all: a bare socket is cheaper than autocannon, which leaves Redis and PostgreSQL more of the cores ("client CPU" says how
much). etcd pays for its JSON gateway; its own protocol, gRPC, is cheaper. And they are not the same thing: PostgreSQL runs SQL
transactions; etcd elects a leader by itself and keeps old revisions, which Quorate does not; Redis may lose acked writes when
another replica takes over. Small values and one write for each request suit Redis best.

`

exports[`bench/test/peers.test.ts > TAP > a report as it should be > must match snapshot 2`] = `
{
  "what": "peers",
  "measuredAt": "2026-01-02T03:04:05.000Z",
  "machine": {
    "cores": 2,
    "memoryGiB": 4,
    "platform": "linux-x64",
    "node": "v24.0.0"
  },
  "options": {
    "followers": 5,
    "quorum": 3,
    "connections": 64,
    "seconds": 5,
    "rounds": 2
  },
  "skipped": [],
  "passed": true,
  "verdict": "Every request succeeded, and after every run all replicas of each system were identical. 64 connections, quorum 3. In memory: Quorate memory 21,000 writes/s (p99 8.25 ms), 1.00 CPU seconds per 10,000; Redis 18,900 writes/s (p99 8.25 ms), 0.900 times Quorate’s, 2.00 CPU seconds per 10,000 (2.00 times). On disk: Quorate sync 16,800 writes/s (p99 8.25 ms), 3.00 CPU seconds per 10,000; Redis, fsync always 14,700 writes/s (p99 8.25 ms), 0.875 times Quorate’s, 4.00 CPU seconds per 10,000 (1.33 times); PostgreSQL 12,600 writes/s (p99 8.25 ms), 0.750 times Quorate’s, 5.00 CPU seconds per 10,000 (1.67 times); etcd 10,500 writes/s (p99 8.25 ms), 0.625 times Quorate’s, 6.00 CPU seconds per 10,000 (2.00 times). The ceiling, a bare Fastify 8,400 writes/s (p99 8.25 ms), 7.00 CPU seconds per 10,000.",
  "cells": [
    {
      "target": "Redis",
      "connections": 64,
      "quorum": 3,
      "writesPerSecond": {
        "median": 18900,
        "min": 18000,
        "max": 19800.000000000004
      },
      "p50Ms": {
        "median": 1.5,
        "min": 1.5,
        "max": 1.5
      },
      "p99Ms": {
        "median": 8.25,
        "min": 8.25,
        "max": 8.25
      },
      "cpuPer10k": {
        "median": 2,
        "min": 2,
        "max": 2
      },
      "loadCpuPer10k": {
        "median": 0.2,
        "min": 0.19999999999999998,
        "max": 0.2
      },
      "levelMs": {
        "median": 12,
        "min": 12,
        "max": 12
      },
      "failures": {},
      "identical": true,
      "kind": "memory",
      "version": "7.0.15",
      "promise": "the primary and 3 replicas (\`WAIT\`) have processed it; nothing is on disk",
      "ofQuorate": {
        "median": 0.9,
        "min": 0.9,
        "max": 0.9
      },
      "cpuOfQuorate": 2,
      "ofCeiling": {
        "median": 2.25,
        "min": 2.25,
        "max": 2.2500000000000004
      }
    }
  ],
  "samples": []
}
`

exports[`bench/test/peers.test.ts > TAP > what is not installed is left out, and named with its package > must match snapshot 1`] = `
Not installed, so left out: Redis; Redis, fsync always; PostgreSQL. On Debian: apt-get install redis-server postgresql
`
