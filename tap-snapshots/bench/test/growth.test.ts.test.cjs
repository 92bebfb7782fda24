/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`bench/test/growth.test.ts > TAP > a report as it should be > must match snapshot 1`] = `
# Growth: what more keys, followers and bytes cost

Every request succeeded, and at each point all replicas became identical. From 10,000 to 1,000,000 keys, durability memory: 10,500 → 9,713 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 200 → 210 MB. From 10,000 to 1,000,000 keys, durability sync: 6,563 → 5,775 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 250 → 260 MB. From 1 to 5 followers, durability memory: 8,925 → 10,500 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 220 → 200 MB. From 1 to 5 followers, durability sync: 4,988 → 6,563 writes/s, 1.000 → 1.00 CPU seconds per 10,000, leader 270 → 250 MB. From 100 to 64,000 bytes, durability memory: 8,138 → 7,350 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 230 → 240 MB. From 100 to 64,000 bytes, durability sync: 4,200 → 3,413 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 280 → 290 MB.

![Writes per second, CPU time and memory against keys, followers and bytes of a value](growth.svg)

## Keys

| keys | quorum | writes/s | p50 ms | p99 ms | CPU s per 10,000 | leader MB | of it own | follower MB | of it own | failed | replicas |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 10,000, memory | 3 | 10,500 (10,000..11,000) | 1.50 | 8.25 | 1.00 | 200 | 100 | 150 | 90 | 0 | identical |
| 1,000,000, memory | 3 | 9,713 (9,250..10,175) | 1.50 | 8.25 | 1.00 | 210 | 100 | 150 | 90 | 0 | identical |
| 10,000, sync | 3 | 6,563 (6,250..6,875) | 1.50 | 8.25 | 1.00 | 250 | 100 | 150 | 90 | 0 | identical |
| 1,000,000, sync | 3 | 5,775 (5,500..6,050) | 1.50 | 8.25 | 1.00 | 260 | 100 | 150 | 90 | 0 | identical |

## Followers

| followers | quorum | writes/s | p50 ms | p99 ms | CPU s per 10,000 | leader MB | of it own | follower MB | of it own | failed | replicas |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 1, memory | 1 | 8,925 (8,500..9,350) | 1.50 | 8.25 | 1.00 (1.000..1.00) | 220 | 100 | 150 | 90 | 0 | identical |
| 5, memory | 3 | 10,500 (10,000..11,000) | 1.50 | 8.25 | 1.00 | 200 | 100 | 150 | 90 | 0 | identical |
| 1, sync | 1 | 4,988 (4,750..5,225) | 1.50 | 8.25 | 1.000 | 270 | 100 | 150 | 90 | 0 | identical |
| 5, sync | 3 | 6,563 (6,250..6,875) | 1.50 | 8.25 | 1.00 | 250 | 100 | 150 | 90 | 0 | identical |

## Bytes of a value

| bytes of a value | quorum | writes/s | p50 ms | p99 ms | CPU s per 10,000 | leader MB | of it own | follower MB | of it own | failed | replicas |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 100, memory | 3 | 8,138 (7,750..8,525) | 1.50 | 8.25 | 1.00 | 230 | 100 | 150 | 90 | 0 | identical |
| 64,000, memory | 3 | 7,350 (7,000..7,700) | 1.50 | 8.25 | 1.00 (1.000..1.00) | 240 | 100 | 150 | 90 | 0 | identical |
| 100, sync | 3 | 4,200 (4,000..4,400) | 1.50 | 8.25 | 1.00 | 280 | 100 | 150 | 90 | 0 | identical |
| 64,000, sync | 3 | 3,413 (3,250..3,575) | 1.50 | 8.25 | 1.00 | 290 | 100 | 150 | 90 | 0 | identical |

## Why it bends
…
## How it was measured

One thing is varied at a time; the rest is 10,000 keys, 5 followers with quorum 3 (half of the
followers, rounded up) and values of 100 bytes. The bytes of a value are varied over fewer keys, since large values over all
of them would fill the memory. For each point a fresh cluster is filled through \`POST /write\`, then 64 connections write to
keys all over the place in a closed loop: a warm-up of one second and 2 s measured, 2 times. Figures are medians of these,
with the least and the greatest behind them. At the end the run waits until all followers are level and compares the dumps of
all replicas.

**Memory** is VmRSS from /proc, right after the load; followers: their mean. "Own" is RssAnon: heap, and garbage not collected yet.
The rest is mapped files, with durability \`sync\` above all the database, which the kernel keeps as long as there is room.

**CPU** is user and system time of all server processes for 10,000 acked writes, from /proc (ticks of 10 ms).

**Machine.** 2 cores, 4 GiB, linux-x64, Node v24.0.0; servers and load on the same machine, over loopback. Measured on 2026-01-02.

**Caveats.** All nodes and the load share 2 cores and one disk; more followers here also means less machine for each. The points
run one after the other, so what disturbs the machine for a minute falls on one of them.

`

exports[`bench/test/growth.test.ts > TAP > a report as it should be > must match snapshot 2`] = `
{
  "what": "growth",
  "measuredAt": "2026-01-02T03:04:05.000Z",
  "machine": {
    "cores": 2,
    "memoryGiB": 4,
    "platform": "linux-x64",
    "node": "v24.0.0"
  },
  "options": {
    "durabilities": [
      "memory",
      "sync"
    ],
    "keys": [
      10000,
      1000000
    ],
    "followers": [
      1,
      5
    ],
    "valueBytes": [
      100,
      64000
    ],
    "connections": 64,
    "seconds": 2,
    "windows": 2
  },
  "passed": true,
  "verdict": "Every request succeeded, and at each point all replicas became identical. From 10,000 to 1,000,000 keys, durability memory: 10,500 → 9,713 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 200 → 210 MB. From 10,000 to 1,000,000 keys, durability sync: 6,563 → 5,775 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 250 → 260 MB. From 1 to 5 followers, durability memory: 8,925 → 10,500 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 220 → 200 MB. From 1 to 5 followers, durability sync: 4,988 → 6,563 writes/s, 1.000 → 1.00 CPU seconds per 10,000, leader 270 → 250 MB. From 100 to 64,000 bytes, durability memory: 8,138 → 7,350 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 230 → 240 MB. From 100 to 64,000 bytes, durability sync: 4,200 → 3,413 writes/s, 1.00 → 1.00 CPU seconds per 10,000, leader 280 → 290 MB.",
  "cells": [
    {
      "target": "memory, 10,000 keys, 5 followers, 100 bytes",
      "connections": 64,
      "quorum": 3,
      "writesPerSecond": {
        "median": 10500,
        "min": 10000,
        "max": 11000
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
        "min": 0.2,
        "max": 0.2
      },
      "levelMs": {
        "median": 12,
        "min": 12,
        "max": 12
      },
      "failures": {},
      "identical": true,
      "point": {
        "durability": "memory",
        "keys": 10000,
        "followers": 5,
        "valueBytes": 100
      },
      "leaderMemory": {
        "residentMb": {
          "median": 200,
          "min": 200,
          "max": 200
        },
        "ownMb": {
          "median": 100,
          "min": 100,
          "max": 100
        }
      },
      "followerMemory": {
        "residentMb": {
          "median": 150,
          "min": 150,
          "max": 150
        },
        "ownMb": {
          "median": 90,
          "min": 90,
          "max": 90
        }
      }
    }
  ]
}
`

exports[`bench/test/growth.test.ts > TAP > one thing is varied at a time > must match snapshot 1`] = `
memory, 10,000 keys, 5 followers, 100 bytes
memory, 1,000,000 keys, 5 followers, 100 bytes
memory, 10,000 keys, 1 followers, 100 bytes
memory, 1,000 keys, 5 followers, 100 bytes
memory, 1,000 keys, 5 followers, 64,000 bytes
sync, 10,000 keys, 5 followers, 100 bytes
sync, 1,000,000 keys, 5 followers, 100 bytes
sync, 10,000 keys, 1 followers, 100 bytes
sync, 1,000 keys, 5 followers, 100 bytes
sync, 1,000 keys, 5 followers, 64,000 bytes
`
