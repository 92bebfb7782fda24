/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/cli/test/output.test.ts > TAP > status of a cluster in all states > in colours 1`] = `
epoch 2, write quorum 2 of 4, durability sync, 1,234 keys

role      id   url                 state                 version   watermark    lag  digest
leader    l    http://node-0:5000  <good>leads</>     2000000017  2000000017      –  abcdef01
follower  f-1  http://node-1:5000  <good>stream</>    2000000017  2000000017      0  <good>equal</>
follower  f-2  http://node-2:5000  <warn>catch-up</>  2000000001  1999998017  2,000  unknown
follower  –    http://node-3:5000  <bad>down</>                –  2000000005     12  was equal       connect ECONNREFUSED\\u000a\\u001b[31m
follower  –    http://node-4:5000  <good>stream</>             –  2000000017      0  <good>equal</>  does not answer from here; 3 keys repaired

What a quorum costs, by the writes of the last minutes (* the cluster’s own):
        quorum      may fail                 p50                 p95                 p99             writes  p50 █ p99 ░
             1             3             0.80 ms             1.25 ms             2.50 ms             12,345  █
<strong>* 2</>  <strong>2</>  <strong>1.00 ms</>  <strong>2.50 ms</>  <strong>12.3 ms</>  <strong>12,345</>  █
             3             1             90.1 ms              450 ms            1,000 ms             12,001  ██░░░░░░░░░░░░░░░░░░░░░░
`

exports[`packages/cli/test/output.test.ts > TAP > status of a cluster in all states > plain 1`] = `
epoch 2, write quorum 2 of 4, durability sync, 1,234 keys

role      id   url                 state        version   watermark    lag  digest
leader    l    http://node-0:5000  leads     2000000017  2000000017      –  abcdef01
follower  f-1  http://node-1:5000  stream    2000000017  2000000017      0  equal
follower  f-2  http://node-2:5000  catch-up  2000000001  1999998017  2,000  unknown
follower  –    http://node-3:5000  down               –  2000000005     12  was equal  connect ECONNREFUSED\\u000a\\u001b[31m
follower  –    http://node-4:5000  stream             –  2000000017      0  equal      does not answer from here; 3 keys repaired

What a quorum costs, by the writes of the last minutes (* the cluster’s own):
quorum  may fail      p50      p95       p99  writes  p50 █ p99 ░
     1         3  0.80 ms  1.25 ms   2.50 ms  12,345  █
   * 2         2  1.00 ms  2.50 ms   12.3 ms  12,345  █
     3         1  90.1 ms   450 ms  1,000 ms  12,001  ██░░░░░░░░░░░░░░░░░░░░░░
`

exports[`packages/cli/test/output.test.ts > TAP > status without a leader, and without anybody > must match snapshot 1`] = `
No leader answers: there are reads, but no writes.

role      id   url                 state         version   watermark  lag  digest
follower  f-1  http://node-1:5000  –          2000000017  2000000017    –  abcdef01
–         –    http://node-0:5000  no answer           –           –    –  –         CONNECTION_FAILED
follower  f-2  http://node-2:5000  –          2000000017  2000000017    –  98765432
`

exports[`packages/cli/test/output.test.ts > TAP > status without a leader, and without anybody > must match snapshot 2`] = `
No node answers.

role  id  url                 state      version  watermark  lag  digest
–     –   http://node-0:5000  no answer        –          –    –  –       CONNECTION_FAILED
`

exports[`packages/cli/test/output.test.ts > TAP > writes, traces and changes > must match snapshot 1`] = `
version 7, acked by 3 of 5 followers (quorum 2) in 4.57 ms
1,000 operations, versions 7 to 1006, acked by 3 of 5 followers (quorum 2) in 4.57 ms
1 operation, version 7, acked by 3 of 5 followers (quorum 2) in 4.57 ms
follower            had it after
http://node-1:5000       50.0 ms
http://node-2:5000        100 ms
http://node-3:5000        150 ms

quorum     cost
     1  50.0 ms  ███████
     2   100 ms  █████████████
     3   150 ms  ████████████████████
<dim>7</>  a = {"b":"\\n"}
<dim>8</>  "a\\n" <warn>deleted</>
`
