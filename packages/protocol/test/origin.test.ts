import t from 'tap';
import { parseTraceparent, requestIdOf } from '../src/index.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

t.test('a traceparent is taken apart', async t => {
  const parent = { traceId: TRACE, parentId: PARENT, flags: '01' };
  t.same(parseTraceparent(`00-${TRACE}-${PARENT}-01`), parent);
  t.same(parseTraceparent(`cc-${TRACE}-${PARENT}-01-what-a-later-version-adds`), parent);
});

t.test('one that is not well-formed counts as absent', async t => {
  for (const header of [
    undefined,
    '',
    'x',
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${PARENT}`,
    `00-${TRACE}-${PARENT}-011`,
    ` 00-${TRACE}-${PARENT}-01`,
  ])
    t.equal(parseTraceparent(header), undefined, header ?? 'none');
});

t.test('a request id is what a log can carry', async t => {
  for (const id of ['a', 'order-17', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'x'.repeat(64), 'a+b/c=='])
    t.equal(requestIdOf(id), id);
  for (const id of [undefined, '', 'x'.repeat(65), 'a b', 'a\n', 'ü', '"', ['a', 'b']])
    t.equal(requestIdOf(id), undefined, JSON.stringify(id));
});
