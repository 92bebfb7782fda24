/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`bench/test/main.test.ts > TAP > help of the whole and of each command > --help 1`] = `
npm run bench -- [command] [options]

  sweep       What each write quorum costs under simulated network delay, against theory.
  throughput  Writes per second, latency and CPU time, against a bare Fastify and naive replication.

The default is sweep:

npm run bench -- sweep [options]

What each write quorum costs under simulated network delay, against theory.

  --followers N                   followers of the cluster; every quorum from 1 to this many is measured (default 5)
  --writes N                      concurrent writes for each quorum (default 100)
  --min-delay N                   shortest simulated delay to a follower, in ms (default 0)
  --max-delay N                   longest simulated delay to a follower, in ms (default 1000)
  --seed N                        seed of the simulated delays (default 1)
  --durability sync|async|memory  durability of all nodes (default sync)
  --out DIR                       folder for the report (default bench/results)
  --help

`

exports[`bench/test/main.test.ts > TAP > help of the whole and of each command > sweep --help 1`] = `
npm run bench -- sweep [options]

What each write quorum costs under simulated network delay, against theory.

  --followers N                   followers of the cluster; every quorum from 1 to this many is measured (default 5)
  --writes N                      concurrent writes for each quorum (default 100)
  --min-delay N                   shortest simulated delay to a follower, in ms (default 0)
  --max-delay N                   longest simulated delay to a follower, in ms (default 1000)
  --seed N                        seed of the simulated delays (default 1)
  --durability sync|async|memory  durability of all nodes (default sync)
  --out DIR                       folder for the report (default bench/results)
  --help

`

exports[`bench/test/main.test.ts > TAP > help of the whole and of each command > throughput --help 1`] = `
npm run bench -- throughput [options]

Writes per second, latency and CPU time, against a bare Fastify and naive replication.

  --followers N                   followers of the cluster and of naive replication (default 5)
  --durability memory,async,sync  durabilities of Quorate (default memory,sync)
  --connections N,N               connections; the baselines use the most of them (default 1,16,64)
  --quorums N,N                   write quorums (default 1,3,5)
  --seconds N                     seconds for each figure, after one second of warm-up (default 5)
  --rounds N                      rounds; each measures everything once (default 3)
  --out DIR                       folder for the report (default bench/results)
  --help

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > --nonsense 1`] = `
Unknown option '--nonsense'; --help lists the options.

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > nonsense 1`] = `
There is no command "nonsense"; use sweep or throughput.

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > sweep --min-delay 20 --max-delay 10 1`] = `
--min-delay (20) must not be above --max-delay (10).

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > throughput --durability none 1`] = `
--durability must be one of memory, async, sync, not "none".

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > throughput --followers 3 --quorums 1,5 1`] = `
--quorums has 5, but there are only 3 followers.

`
