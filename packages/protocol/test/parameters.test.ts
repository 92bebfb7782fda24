import t from 'tap';
import {
  DumpQuery,
  EntriesQuery,
  MAX_BATCH_ENTRIES,
  RangeQuery,
  ReadQuery,
  WriteStatusParams,
} from '../src/index.ts';
import { parameterFaults } from './validator.ts';

t.test('numbers are read from the text of a query', async t => {
  const read = { key: '12', consistency: 'committed', minVersion: '1000000001' };
  t.equal(parameterFaults(ReadQuery, read), undefined);
  t.strictSame(read, { key: '12', consistency: 'committed', minVersion: 1_000_000_001 });

  const entries = { after: '0', limit: '10000' };
  t.equal(parameterFaults(EntriesQuery, entries), undefined);
  t.strictSame(entries, { after: 0, limit: MAX_BATCH_ENTRIES });

  const range = { after: '', limit: '5', detail: 'true' };
  t.equal(parameterFaults(RangeQuery, range), undefined);
  t.strictSame(range, { after: '', limit: 5, detail: true });

  const status = { version: '7' };
  t.equal(parameterFaults(WriteStatusParams, status), undefined);
  t.strictSame(status, { version: 7 });
});

t.test('a key that looks like something else stays text', async t => {
  for (const key of ['null', 'true', '0', '1e3', '__proto__', ' ']) {
    const query = { key };
    t.equal(parameterFaults(ReadQuery, query), undefined, key);
    t.strictSame(query, { key });
  }
});

t.test('a query is refused where a number, a choice or a key is not one', async t => {
  const good = { key: 'a' };
  const bad = [
    {},
    { key: '' },
    { key: '\ud800' },
    { key: 'x'.repeat(513) },
    { ...good, minVersion: 'soon' },
    { ...good, minVersion: '' },
    { ...good, minVersion: '1.5' },
    { ...good, minVersion: '-1' },
    { ...good, minVersion: '9007199254740993' },
    { ...good, consistency: 'eventual' },
    { ...good, unknown: '1' },
    { key: ['a', 'b'] },
  ];
  for (const [i, query] of bad.entries()) t.ok(parameterFaults(ReadQuery, query), `${i}`);
  for (const limit of ['0', '10001', 'all'])
    t.ok(parameterFaults(EntriesQuery, { after: '0', limit }), limit);
  for (const version of ['0', '-1', 'latest']) t.ok(parameterFaults(WriteStatusParams, { version }), version);
});

t.test('a dump has two forms', async t => {
  for (const query of [{}, { format: 'json' }, { format: 'ndjson' }])
    t.equal(parameterFaults(DumpQuery, query), undefined);
  t.ok(parameterFaults(DumpQuery, { format: 'csv' }));
});
