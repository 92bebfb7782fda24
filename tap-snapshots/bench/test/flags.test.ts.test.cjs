/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`bench/test/flags.test.ts > TAP > help shows every flag with its default > must match snapshot 1`] = `
  --writes N                        writes for each quorum (default 100)
  --quorums N,N                     write quorums (default 1,3,5)
  --durability sync|memory          of all nodes (default sync)
  --durabilities memory,async,sync  of Quorate (default memory,sync)
  --out DIR                         for the report (default results)
`

exports[`bench/test/flags.test.ts > TAP > what does not fit is refused in one line that names it > must match snapshot 1`] = `
--wriets 7: Unknown option '--wriets'; --help lists the options.
--writes: Option '--writes <value>' argument missing; --help lists the options.
--writes 0: --writes must be a whole number from 1 to 5000, not "0".
--writes 1e3: --writes must be a whole number from 1 to 5000, not "1e3".
--writes -5: Option '--writes' argument is ambiguous; --help lists the options.
--quorums 1,,3: --quorums must be a whole number from 1 to 15, not "1,,3".
--durability none: --durability must be one of sync, memory, not "none".
--durabilities sync,none: --durabilities must be one of memory, async, sync, not "sync,none".
--out : --out must be the name of a folder, not "".
stray: Unexpected argument 'stray'; --help lists the options.
`
