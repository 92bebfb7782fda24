import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { JsonValue } from '../../src/index.ts';
import { fresh, type Open, put } from './stores.ts';

function nested(depth: number): JsonValue {
  let value: JsonValue = 'bottom';
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { in: value };
  return value;
}

/** As JSON text, for an object literal could not have a member named `__proto__`. */
const TEXTS = [
  'null',
  'true',
  'false',
  '0',
  '-1.5e-300',
  '9007199254740991',
  '1.7976931348623157e+308',
  '""',
  '":"',
  '"null"',
  '"\\u0000 \u2028 é \u{1f600}"',
  '"\\ud800 alone"',
  '["\\udc00"]',
  '[]',
  '{}',
  '[null,[],{}]',
  '{"":1}',
  '{"__proto__":1}',
  '{"__proto__":{"a":1},"constructor":{"prototype":2}}',
  '{"b":1,"a":2}',
  '{"tombstone":true,"key":"a","version":9}',
];

export function values(name: string, open: Open): void {
  t.test(`${name}: any JSON value comes back as it was written`, async t => {
    const store = fresh(t, open);
    const texts = [...TEXTS, JSON.stringify(nested(500)), JSON.stringify('x'.repeat(1 << 20))];
    for (const [i, json] of texts.entries()) {
      const { durable } = store.apply([put(`key ${i}`, i + 1, JSON.parse(json) as JsonValue)]);
      if (i % 2 === 0) await durable;
    }
    t.equal(store.liveKeys, texts.length, 'none counts as a tombstone, not even null');
    for (const [i, json] of texts.entries()) {
      const entry = store.get(`key ${i}`);
      t.equal(entry !== undefined && 'value' in entry && JSON.stringify(entry.value), json, `text ${i}`);
    }
  });

  t.test(`${name}: random values survive the disk`, async t => {
    const store = fresh(t, open);
    let version = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), async batch => {
        const first = version + 1;
        const texts = batch.map(value => JSON.stringify(value));
        const entries = texts.map(json => put(`key ${++version}`, version, JSON.parse(json) as JsonValue));
        await store.apply(entries).durable;
        const page = store.pageByVersion(first - 1, { limit: batch.length });
        const read = page.entries.map(entry => 'value' in entry && JSON.stringify(entry.value));
        assert.deepEqual(read, texts);
      }),
      { numRuns: 30 },
    );
  });
}
