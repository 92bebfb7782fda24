import t from 'tap';
import { type ErrorCode, ErrorReply, errorReply, errorTable, QuorateError } from '../src/index.ts';
import { bodyFaults } from './validator.ts';

const codes = Object.keys(errorTable) as ErrorCode[];

t.test('codes and their statuses are stable', async t => {
  t.matchSnapshot(codes.map(code => `${errorTable[code].status} ${code}`).join('\n'));
});

t.test('every code is spelled like the others, and its meaning is a sentence', async t => {
  for (const code of codes) {
    t.match(code, /^[A-Z][A-Z_]*[A-Z]$/);
    t.match(errorTable[code].meaning, /^[A-Z].*\.$/, code);
  }
});

t.test('the table goes from the client’s faults to the server’s', async t => {
  const statuses = codes.map(code => errorTable[code].status);
  t.same(
    statuses,
    statuses.toSorted((a, b) => a - b),
  );
});

t.test('every error has one shape, and details stand beside the code', async t => {
  for (const code of codes) {
    const error = new QuorateError(code, 'What to do next.', { quorum: 3, outcome: 'indeterminate' });
    t.equal(error.statusCode, errorTable[code].status);
    const reply = errorReply(error, 'request 1');
    t.equal(bodyFaults(ErrorReply, reply), undefined, code);
    t.same(reply, {
      error: {
        code,
        message: 'What to do next.',
        requestId: 'request 1',
        quorum: 3,
        outcome: 'indeterminate',
      },
    });
  }
});

t.test('all details that an error may have are in its schema', async t => {
  const details = {
    leader: 'http://leader',
    version: 1,
    epoch: 2,
    quorum: 3,
    acks: 1,
    followers: 5,
    outcome: 'indeterminate',
  } as const;
  const reply = errorReply(new QuorateError('QUORUM_TIMEOUT', 'Too late.', details), 'request 1');
  t.equal(bodyFaults(ErrorReply, reply), undefined);
});
