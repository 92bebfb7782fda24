import t from 'tap';
import { seriesOf } from '../src/cluster/series.ts';
import { describeFault, nameOf, requestOf } from '../src/faults/describe.ts';
import { counted, formatCount, formatLeft, formatMs, shortJson, shortUrl } from '../src/format.ts';
import { MAX_CHANGES, withChange } from '../src/try/changes.ts';
import { parseValue } from '../src/try/value.ts';

t.test('numbers as one reads them', async t => {
  t.strictSame([0.04, 2.14, 9.99, 24.4, 999, 1_234, 12_345].map(formatMs), [
    '0.0 ms',
    '2.1 ms',
    '10 ms',
    '24 ms',
    '999 ms',
    '1.23 s',
    '12.3 s',
  ]);
  t.strictSame(
    [0, 1, 2, 11].map(count => counted(count, 'ack')),
    ['no acks', 'one ack', 'two acks', '11 acks'],
  );
  t.strictSame([-5, 0, 900, 61_000, 600_000].map(formatLeft), ['0:00', '0:00', '0:01', '1:01', '10:00']);
  t.equal(formatCount(1_000_000_001), '1,000,000,001');
  t.equal(shortUrl('http://127.0.0.1:5000/'), '127.0.0.1:5000');
  t.equal(shortJson({ a: 'long enough' }, 10), '{"a":"lon…');
  t.equal(shortJson(null, 10), 'null');
});

t.test('faults in words, and as the node takes them', async t => {
  const fault = { id: 'f', follower: 'http://b', seed: 1, endsAtMs: 0 };
  t.strictSame(
    [
      describeFault({ ...fault, kind: 'delay', minMs: 50, maxMs: 150 }),
      describeFault({ ...fault, kind: 'delay', minMs: 20, maxMs: 20 }),
      describeFault({ ...fault, kind: 'drop', rate: 0.3 }),
      describeFault({ ...fault, kind: 'cut' }),
      describeFault({ ...fault, kind: 'freeze' }),
    ],
    ['delayed by 50 to 150 ms', 'delayed by 20 ms', 'drops 30 %', 'cut off', 'frozen'],
  );
  t.equal(nameOf('http://b', ['http://a', 'http://b']), 'Follower 2');
  t.equal(nameOf('*', ['http://a']), 'All followers');
  const form = { follower: '*', minMs: 1, maxMs: 2, percent: 30, durationMs: 10_000 };
  t.strictSame(
    (['delay', 'drop', 'cut'] as const).map(kind => requestOf({ ...form, kind })),
    [
      { follower: '*', kind: 'delay', durationMs: 10_000, minMs: 1, maxMs: 2 },
      { follower: '*', kind: 'drop', durationMs: 10_000, rate: 0.3 },
      { follower: '*', kind: 'cut', durationMs: 10_000 },
    ],
  );
});

t.test('a value is any JSON, and what is not is told how', async t => {
  t.strictSame(parseValue(' {"a":[1,null]} '), { a: [1, null] });
  t.throws(() => parseValue('hello'), { message: /double quotes/ });
  t.throws(() => parseValue(''), { message: /not JSON/ });
});

t.test('the list of changes ends', async t => {
  let list = withChange([], { key: 'a', version: 1 });
  for (let version = 2; version < 200; version++) list = withChange(list, { key: 'a', version });
  t.equal(list.length, MAX_CHANGES);
  t.equal(list[0]?.version, 199);
});

t.test('seconds as columns; those without errors draw no line', async t => {
  const samples = [
    { atMs: 1_000, writes: 5, errors: 0, p50Ms: 1, p99Ms: 2 },
    { atMs: 2_000, writes: 0, errors: 3, p50Ms: null, p99Ms: null },
  ];
  t.strictSame(seriesOf(samples), {
    at: [1, 2],
    writes: [5, 0],
    errors: [null, 3],
    p50: [1, null],
    p99: [2, null],
  });
});
