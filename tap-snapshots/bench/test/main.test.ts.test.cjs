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
  peers       The same writes on Quorate, Redis, PostgreSQL and etcd, as far as they are installed.
  growth      How throughput, CPU time and memory grow with keys, followers and the size of values.
  batches     Entries per second in batches of several sizes, against single writes.
  soak        Minutes of load with a fault every few seconds: errors, latency, memory, and whether anything is lost.

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

exports[`bench/test/main.test.ts > TAP > help of the whole and of each command > growth --help 1`] = `
npm run bench -- growth [options]

How throughput, CPU time and memory grow with keys, followers and the size of values.

  --durability memory,async,sync  durabilities (default memory,sync)
  --keys N,N                      keys in the store; the least is the base case (default 10000,100000,1000000)
  --followers N,N                 followers; half of them, rounded up, must ack (default 1,2,3,4,5)
  --values N,N                    bytes of a value (default 100,1000,64000)
  --connections N                 connections (default 64)
  --seconds N                     seconds of each window, after one second of warm-up (default 2)
  --windows N                     windows at each point (default 3)
  --out DIR                       folder for the report (default bench/results)
  --help

`

exports[`bench/test/main.test.ts > TAP > help of the whole and of each command > peers --help 1`] = `
npm run bench -- peers [options]

The same writes on Quorate, Redis, PostgreSQL and etcd, as far as they are installed.

  --connections N                                                             connections to the leader (default 64)
  --quorum N                                                                  followers, of 5, that must ack; etcd has its majority (default 3)
  --seconds N                                                                 seconds for each figure, after one second of warm-up (default 5)
  --rounds N                                                                  rounds; each measures everything once (default 3)
  --only quorate-memory,redis,quorate-sync,redis-fsync,postgres,etcd,fastify  systems to run (default quorate-memory,redis,quorate-sync,redis-fsync,postgres,etcd,fastify)
  --out DIR                                                                   folder for the report (default bench/results)
  --help

`

exports[`bench/test/main.test.ts > TAP > help of the whole and of each command > soak --help 1`] = `
npm run bench -- soak [options]

Minutes of load with a fault every few seconds: errors, latency, memory, and whether anything is lost.

  --minutes N                                       minutes at the held load (default 10)
  --share N                                         part of the peak that is held (default 0.7)
  --fault-every N                                   seconds from one fault to the next (default 20)
  --faults kill,stop,delay,drop,cut,freeze,restart  kinds of faults (default kill,stop,delay,drop,cut,freeze,restart)
  --seed N                                          seed of the faults and of the load (default 1)
  --connections N                                   connections that write; a quarter as many read (default 64)
  --quorum N                                        write quorum, of 5 followers (default 3)
  --durability sync|async|memory                    durability of all nodes (default sync)
  --out DIR                                         folder for the report (default bench/results)
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

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > growth --keys 10 1`] = `
--keys must be a whole number from 64 to 10000000, not "10".

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > nonsense 1`] = `
There is no command "nonsense"; use sweep, throughput, peers, growth, batches, soak.

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > peers --only mysql 1`] = `
--only must be one of quorate-memory, redis, quorate-sync, redis-fsync, postgres, etcd, fastify, not "mysql".

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > peers --quorum 6 1`] = `
--quorum must be a whole number from 1 to 5, not "6".

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > soak --faults fire 1`] = `
--faults must be one of kill, stop, delay, drop, cut, freeze, restart, not "fire".

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > soak --quorum 5 1`] = `
--quorum must be a whole number from 1 to 4, not "5".

`

exports[`bench/test/main.test.ts > TAP > wrong use ends with exit code 2 and one line > soak --share 1.2 1`] = `
--share must be a number above 0 and at most 1, not "1.2".

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
