/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`bench/test/report.test.ts > TAP > a sweep as it should be > must match snapshot 1`] = `
# What a write quorum costs

Every write succeeded, and after each quorum all 6 replicas were identical, with every acked write on each. Quorum 3 costs 510 ms at the mean here, 2.89 times quorum 1; writes go on with two followers lost, and an acked write is on at least four nodes. Waiting for all 5 costs 843 ms, and one lost follower stops it. Measured means lie within 10.0 ms of the theory, at most 0.710 standard errors away.

![Latency against write quorum](quorum-sweep.svg)

| quorum | success | mean ms | theory | median | p95 | p99 | theory | max | level after | replicas |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 1 | 100% | 177 | 167 | 177 | 227 | 612 | 602 | 1,010 | 100 ms | identical |
| 2 | 100% | 343 | 333 | 343 | 393 | 788 | 778 | 1,010 | 100 ms | identical |
| 3 | 100% | 510 | 500 | 510 | 560 | 904 | 894 | 1,010 | 100 ms | identical |
| 4 | 100% | 677 | 667 | 677 | 727 | 977 | 967 | 1,010 | 100 ms | identical |
| 5 | 100% | 843 | 833 | 843 | 893 | 1,008 | 998 | 1,010 | 100 ms | identical |

**What was run.** One leader and 5 followers, as 6 processes, durability \`sync\`, with a simulated
delay of 0 to 1000 ms on each write to each follower, drawn independently and uniformly (seed 1). To
warm up, each of 100 clients wrote 30 times; that was not measured. Then, for each quorum, they sent one write
each, all at once, to distinct keys. After each quorum the run waited until all followers were level ("level after": from
the last reply), and compared the dumps of all 6 replicas.

**Theory.** A write waits for the k-th fastest of n = 5 independent delays. Its mean is
min + (max − min) · k / (n + 1); its p99 is the 99% quantile of Beta(k, n − k + 1), scaled to the same range.

**Machine.** 2 cores, 4 GiB, linux-x64, Node v24.0.0; servers and load on the same machine, over loopback. Measured on 2026-01-02.

**Caveats.** Latency is what the client saw, from sending to the whole reply. With 100 writes, p99 is the 99th
of 100 sorted values and moves from run to run; so do the means, by the standard error given in the JSON. The delays are
simulated in the leader: real networks have heavier tails, and their delays are not independent.

`

exports[`bench/test/report.test.ts > TAP > a sweep as it should be > must match snapshot 2`] = `
{
  "what": "quorum sweep",
  "measuredAt": "2026-01-02T03:04:05.000Z",
  "machine": {
    "cores": 2,
    "memoryGiB": 4,
    "platform": "linux-x64",
    "node": "v24.0.0"
  },
  "options": {
    "followers": 5,
    "writes": 100,
    "minDelayMs": 0,
    "maxDelayMs": 1000,
    "seed": 1,
    "durability": "sync"
  },
  "passed": true,
  "verdict": "Every write succeeded, and after each quorum all 6 replicas were identical, with every acked write on each. Quorum 3 costs 510 ms at the mean here, 2.89 times quorum 1; writes go on with two followers lost, and an acked write is on at least four nodes. Waiting for all 5 costs 843 ms, and one lost follower stops it. Measured means lie within 10.0 ms of the theory, at most 0.710 standard errors away.",
  "quorums": [
    {
      "quorum": 1,
      "latency": {
        "count": 100,
        "meanMs": 176.66666666666666,
        "medianMs": 176.66666666666666,
        "p95Ms": 226.66666666666666,
        "p99Ms": 611.8928294465024,
        "maxMs": 1010
      },
      "successRate": 1,
      "failures": {},
      "theory": {
        "meanMs": 166.66666666666666,
        "p99Ms": 601.8928294465024,
        "standardErrorMs": 14.085904245475273
      },
      "levelMs": 100,
      "replicas": {
        "identical": true,
        "entries": 100,
        "missing": 0
      }
    }
  ]
}
`

exports[`bench/test/report.test.ts > TAP > tables > must match snapshot 1`] = `
| name | value |
| --- | ---: |
| a | 1 |
| bc | 1,234 |
`

exports[`bench/test/report.test.ts > TAP > tables > must match snapshot 2`] = `
┌──────┬───────┐
│ name │ value │
├──────┼───────┤
│ a    │     1 │
│ bc   │ 1,234 │
└──────┴───────┘
`

exports[`bench/test/report.test.ts > TAP > throughput as it should be > must match snapshot 1`] = `
# Throughput

Every request succeeded, and after every run all replicas of Quorate were identical. With durability memory, 64 connections and quorum 3, Quorate takes 21,000 writes/s (p99 8.25 ms), 40% of a bare Fastify and 4.00 times naive replication, for 1.00 CPU seconds per 10,000 writes. With durability sync, 64 connections and quorum 3, Quorate takes 10,500 writes/s (p99 8.25 ms), 20% of a bare Fastify and 2.00 times naive replication, for 1.00 CPU seconds per 10,000 writes. Naive replication, in memory, spends 1.00 CPU seconds on as many, the bare Fastify 1.00.

![Writes per second and CPU time against write quorum](throughput.svg)

| target | connections | quorum | writes/s | p50 ms | p99 ms | CPU s per 10,000 | of ceiling | × naive | level after ms | failed | replicas |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| Quorate memory | 1 | 1 | 1,050 (1,000..1,100) | 1.50 | 8.25 | 1.00 | – | – | 12 | 0 | identical |
| Quorate memory | 1 | 3 | 1,050 (1,000..1,100) | 1.50 | 8.25 | 1.00 | – | – | 12 | 0 | identical |
| Quorate memory | 64 | 1 | 21,000 (20,000..22,000) | 1.50 | 8.25 | 1.00 | 40% | 5.00 | 12 | 0 | identical |
| Quorate memory | 64 | 3 | 21,000 (20,000..22,000) | 1.50 | 8.25 | 1.00 | 40% | 4.00 | 12 | 0 | identical |
| Quorate sync | 1 | 1 | 525 (500..550) | 1.50 | 8.25 | 1.00 | – | – | 12 | 0 | identical |
| Quorate sync | 1 | 3 | 525 (500..550) | 1.50 | 8.25 | 1.00 | – | – | 12 | 0 | identical |
| Quorate sync | 64 | 1 | 10,500 (10,000..11,000) | 1.50 | 8.25 | 1.00 | 20% | 2.50 | 12 | 0 | identical |
| Quorate sync | 64 | 3 | 10,500 (10,000..11,000) | 1.50 | 8.25 | 1.00 | 20% | 2.00 | 12 | 0 | identical |
| bare Fastify | 64 | – | 52,500 (50,000..55,000) | 1.50 | 8.25 | 1.00 | – | – | 12 | 0 | – |
| naive replication | 64 | 1 | 4,200 (4,000..4,400) | 1.50 | 8.25 | 1.00 | 8% | – | 12 | 0 | – |
| naive replication | 64 | 3 | 5,250 (5,000..5,500) | 1.50 | 8.25 | 1.00 | 10% | – | 12 | 0 | – |

Each figure is the median over 2 rounds with the least and the greatest behind it; "level after" is the longest.

**What was run.** One leader and 5 followers as 6 processes, no simulated delay. A closed loop: each
connection sends its next write when the last is answered. Values of 100 bytes over 10,000 keys; 5 s for
each figure after one second of warm-up. In each round Quorate and both baselines run in turn, each alone. After each Quorate
figure, the run waited until all followers were level and compared the dumps of all 6 replicas.

- **bare Fastify** (the ceiling): one process, the same route and body schema, which only sets a \`Map\` entry.
- **naive replication**: as many processes, in memory: a leader that posts each write to each follower in a
  request of its own and answers after the quorum. "× naive" compares at 64 connections and equal quorum.

**CPU** is user and system time of all server processes for 10,000 acked writes, from /proc (ticks of 10 ms). "Level after" is how long
the slowest follower still needed when the load ended: work that a low quorum puts off, not saves.

**Machine.** 2 cores, 4 GiB, linux-x64, Node v24.0.0; servers and load on the same machine, over loopback. Measured on 2026-01-02.

**Caveats.** Load, leader and all followers share 2 cores, so these figures say what a write costs, and which of two
ways costs less, not what a cluster of 6 machines reaches. Both baselines keep everything in memory: only
\`memory\` is compared with like; \`sync\` also pays for the disk, and here all replicas share one. Requests still open when a figure's
time was up are in no figure.

`

exports[`bench/test/report.test.ts > TAP > throughput as it should be > must match snapshot 2`] = `
{
  "what": "throughput",
  "measuredAt": "2026-01-02T03:04:05.000Z",
  "machine": {
    "cores": 2,
    "memoryGiB": 4,
    "platform": "linux-x64",
    "node": "v24.0.0"
  },
  "options": {
    "followers": 5,
    "durabilities": [
      "memory",
      "sync"
    ],
    "connections": [
      1,
      64
    ],
    "quorums": [
      1,
      3
    ],
    "seconds": 5,
    "rounds": 2
  },
  "passed": true,
  "verdict": "Every request succeeded, and after every run all replicas of Quorate were identical. With durability memory, 64 connections and quorum 3, Quorate takes 21,000 writes/s (p99 8.25 ms), 40% of a bare Fastify and 4.00 times naive replication, for 1.00 CPU seconds per 10,000 writes. With durability sync, 64 connections and quorum 3, Quorate takes 10,500 writes/s (p99 8.25 ms), 20% of a bare Fastify and 2.00 times naive replication, for 1.00 CPU seconds per 10,000 writes. Naive replication, in memory, spends 1.00 CPU seconds on as many, the bare Fastify 1.00.",
  "cells": [
    {
      "target": "Quorate memory",
      "connections": 64,
      "quorum": 1,
      "writesPerSecond": {
        "median": 21000,
        "min": 20000,
        "max": 22000.000000000004
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
        "median": 1,
        "min": 1,
        "max": 1
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
      "ofCeiling": {
        "median": 0.4,
        "min": 0.4,
        "max": 0.4000000000000001
      },
      "ofNaive": {
        "median": 5,
        "min": 5,
        "max": 5.000000000000001
      }
    }
  ],
  "samples": []
}
`
