/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/protocol/test/thrown.test.ts > TAP > a body that does not fit is told which member, and what it should be > must match snapshot 1`] = `
body has an unknown property "vlaue"; remove it.
body must have required property 'key'.
body.key must be string.
body.key must NOT have fewer than 1 characters.
body.key must be 1 to 512 bytes of well-formed UTF-8, and not begin with U+0000 and "quorate/".
body.quorum must be >= 1.
body.timeoutMs must be <= 60000.
body.entries.0 must have required property 'value'.
body.leader must have required property 'id'.
`
