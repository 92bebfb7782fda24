/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/cluster/test/start.test.ts > TAP > npm start shows six nodes, serves them, and ends with SIGINT > what it prints 1`] = `

Quorate: a write is done when 3 of 5 followers have it (durability: sync)

  node         role       url                      process
  leader       leader     http://127.0.0.1:PORT+0 PID
  follower-1   follower   http://127.0.0.1:PORT+1 PID
  follower-2   follower   http://127.0.0.1:PORT+2 PID
  follower-3   follower   http://127.0.0.1:PORT+3 PID
  follower-4   follower   http://127.0.0.1:PORT+4 PID
  follower-5   follower   http://127.0.0.1:PORT+5 PID

See it live, with what every quorum costs: http://127.0.0.1:PORT+0/ui

Try it:

  curl -s http://127.0.0.1:PORT+0/write -H 'content-type: application/json' -d '{"key":"greeting","value":"hello"}'
  curl -s 'http://127.0.0.1:PORT+5/read?key=greeting'

Ctrl-C stops all 6.


`
