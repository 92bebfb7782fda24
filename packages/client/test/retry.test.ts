import t from 'tap';
import { type Failure, mayBeStored } from '../src/failure.ts';
import { decideRetry, type RequestKind, type Retry } from '../src/retry.ts';

const url = 'http://127.0.0.1:1';
const refused = (status: number, code: string, outcome?: 'indeterminate'): Failure => ({
  kind: 'refused',
  url,
  status,
  code,
  message: code,
  requestId: 'r-1',
  details: outcome === undefined ? {} : { outcome },
});
const broken: Failure = { kind: 'broken', url, timedOut: false, error: new Error('reset') };
const unreachable: Failure = { kind: 'unreachable', url, error: new Error('refused') };
const foreign = (status: number): Failure => ({ kind: 'foreign', url, status });

const kinds: readonly RequestKind[] = ['read', 'keyed write', 'bare write'];

/** What failed; what becomes of a read, a write with a key, and one without; whether a write may be stored. */
const table: readonly (readonly [string, Failure, Retry, Retry, Retry, boolean])[] = [
  ['no connection was made', unreachable, 'elsewhere', 'elsewhere', 'elsewhere', false],
  ['the connection broke', broken, 'elsewhere', 'elsewhere', 'no', true],
  ['a proxy’s 502', foreign(502), 'elsewhere', 'elsewhere', 'no', true],
  ['a proxy’s 404', foreign(404), 'no', 'no', 'no', false],
  ['a 200 that is no JSON', foreign(200), 'elsewhere', 'elsewhere', 'no', true],
  ['not the leader', refused(421, 'NOT_LEADER'), 'elsewhere', 'elsewhere', 'elsewhere', false],
  ['bad request', refused(400, 'INVALID_REQUEST'), 'no', 'no', 'no', false],
  ['no value', refused(404, 'KEY_NOT_FOUND'), 'no', 'no', 'no', false],
  ['compacted', refused(410, 'CHANGES_COMPACTED'), 'no', 'no', 'no', false],
  ['mismatch', refused(412, 'VERSION_MISMATCH'), 'no', 'no', 'no', false],
  ['conflict', refused(422, 'IDEMPOTENCY_CONFLICT'), 'no', 'no', 'no', false],
  ['internal', refused(500, 'INTERNAL'), 'elsewhere', 'no', 'no', false],
  ['too few followers', refused(503, 'QUORUM_UNREACHABLE'), 'elsewhere', 'again', 'again', false],
  ['full queue', refused(503, 'QUEUE_FULL'), 'elsewhere', 'again', 'again', false],
  ['full disk', refused(503, 'STORAGE_UNAVAILABLE'), 'elsewhere', 'again', 'again', false],
  [
    'full disk, stored',
    refused(503, 'STORAGE_UNAVAILABLE', 'indeterminate'),
    'elsewhere',
    'again',
    'no',
    true,
  ],
  ['not ready', refused(503, 'NOT_READY'), 'elsewhere', 'elsewhere', 'elsewhere', false],
  ['taken over', refused(503, 'LEADERSHIP_LOST', 'indeterminate'), 'elsewhere', 'elsewhere', 'no', true],
  ['no quorum in time', refused(504, 'QUORUM_TIMEOUT', 'indeterminate'), 'elsewhere', 'again', 'no', true],
  ['a read too late', refused(504, 'READ_TIMEOUT'), 'elsewhere', 'no', 'no', false],
];

for (const [name, failure, ...decisions] of table) {
  t.test(name, async t => {
    for (const [i, kind] of kinds.entries()) t.equal(decideRetry(kind, failure), decisions[i], kind);
    t.equal(mayBeStored(failure), decisions[3]);
  });
}

t.test('a write without a key is never sent again when it may be stored', async t => {
  for (const [name, failure] of table) {
    if (mayBeStored(failure)) t.equal(decideRetry('bare write', failure), 'no', name);
  }
});
