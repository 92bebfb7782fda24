/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`bench/test/soak.test.ts > TAP > the same seed gives the same faults, another one others > must match snapshot 1`] = `
20 s: drop 5, 5008 ms
40 s: restart leader, 0 ms
60 s: delay 4, 7162 ms
80 s: restart leader, 0 ms
100 s: kill 1, 6211 ms
120 s: cut 3, 5202 ms
140 s: stop 2, 5572 ms
160 s: freeze 2, 7396 ms
180 s: cut 1, 6638 ms
`
