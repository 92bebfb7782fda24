/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/node/test/config.test.ts > TAP > all faults of a very wrong environment come at once > message 1`] = `
The configuration has 12 faults:
  ROLE must be one of leader, follower, not "king"
  WRITE_QUORUM must be integer, not "most"
  PORT must be <= 65535, not "99999"
  DURABILITY must be one of sync, async, memory, not "maybe"
  WRITE_TIMEOUT_MS must be >= 1, not "-5"
  LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud"
  MAX_CONNECTIONS must be integer, not "1.5"
  FOLLOWERS has "nonsense", which is not a URL such as http://host:5001
  FOLLOWERS has http://a:1 twice
  CLUSTER_TOKEN has fewer than 16 characters
  MIN_DELAY is 20, more than MAX_DELAY, which is 10
  ADVERTISE_URL is "over there", which is not a URL
`
