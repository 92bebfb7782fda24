import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { Entry, JsonValue } from '../src/index.ts';
import { decodeRecord, encodeRecord, readStanding } from '../src/record.ts';

t.test('a record is its version and its JSON, readable in the file', async t => {
  t.equal(encodeRecord({ key: 'a', version: 7, value: { b: ':' } }), '7:{"b":":"}');
  t.equal(encodeRecord({ key: 'a', version: 1_000_000_001, value: null }), '1000000001:null');
  t.equal(encodeRecord({ key: 'a', version: 7, tombstone: true }), '7:');
  t.equal(
    encodeRecord({ key: 'a', version: 7, value: 1, expiresAtMs: 1_800_000_000_000 }),
    '7@1800000000000:1',
  );
  t.equal(encodeRecord({ key: 'a', version: 7, value: 1, batchEnd: 9, expiresAtMs: 5 }), '7~9@5:1');
  t.equal(encodeRecord({ key: 'a', version: 7, tombstone: true, batchEnd: 8 }), '7~8:');
});

t.test('every entry comes back from its record, and its head tells version and life', async () => {
  const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  const mark = fc.option(positive, { nil: undefined });
  const marks = fc.record({ batchEnd: mark, expiresAtMs: mark });
  const content = fc.option(fc.jsonValue(), { nil: undefined });
  fc.assert(
    fc.property(positive, content, marks, (version, value, { batchEnd, expiresAtMs }) => {
      const ending = batchEnd === undefined ? {} : { batchEnd };
      const expiring = expiresAtMs === undefined ? {} : { expiresAtMs };
      const entry: Entry =
        value === undefined
          ? { key: 'k', version, tombstone: true, ...ending }
          : {
              key: 'k',
              version,
              value: JSON.parse(JSON.stringify(value)) as JsonValue,
              ...ending,
              ...expiring,
            };
      const record = encodeRecord(entry);
      assert.equal(JSON.stringify(decodeRecord('k', record)), JSON.stringify(entry));
      const bytes = Buffer.from(record);
      // lmdb lends a buffer that is longer than the record.
      const lent = Buffer.concat([bytes, Buffer.from('left over')]);
      assert.deepEqual(readStanding(lent, bytes.length), { version, live: value !== undefined });
    }),
  );
});
