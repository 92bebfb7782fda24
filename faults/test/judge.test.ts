import t from 'tap';
import { judgeRead, judgeWrite } from '../src/workload/judge.ts';

t.test('what an answer to a write tells', async t => {
  t.same(judgeWrite({ status: 200, body: { version: 7, acks: 2 } }), {
    outcome: 'acked',
    version: 7,
    acks: 2,
    answer: '200',
  });
  const refusal = { status: 412, body: { error: { code: 'VERSION_MISMATCH', version: 9 } } };
  t.same(
    judgeWrite(refusal),
    { outcome: 'refused', answer: '412 VERSION_MISMATCH' },
    'not the write’s version',
  );
  const timeout = { code: 'QUORUM_TIMEOUT', outcome: 'indeterminate', version: 8 };
  t.same(judgeWrite({ status: 504, body: { error: timeout } }), {
    outcome: 'indeterminate',
    version: 8,
    answer: '504 QUORUM_TIMEOUT',
  });
  t.match(judgeWrite({ status: 'none', why: 'ECONNREFUSED' }), { outcome: 'refused' });
  t.match(judgeWrite({ status: 'none', why: 'timeout' }), { outcome: 'indeterminate' });
});

t.test('what an answer to a read tells', async t => {
  t.match(judgeRead({ status: 200, body: { value: 'x', version: 3, committed: true } }), {
    outcome: 'value',
    value: 'x',
    version: 3,
    committed: true,
  });
  t.match(judgeRead({ status: 404, body: { error: { code: 'KEY_NOT_FOUND' } } }), { outcome: 'absent' });
  t.match(judgeRead({ status: 504, body: { error: { code: 'READ_TIMEOUT' } } }), { outcome: 'failed' });
  t.match(judgeRead({ status: 'none', why: 'timeout' }), { outcome: 'failed' });
});
