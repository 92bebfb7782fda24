import type { JsonValue } from '@quorate/store';
import fc from 'fast-check';
import t from 'tap';
import { encodeValue, MAX_DEPTH } from '../src/write/value.ts';

function encode(json: string): string {
  return encodeValue(JSON.parse(json) as JsonValue);
}

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

t.test('every value is encoded as the JSON that it came from', async t => {
  const texts = [
    'null',
    '"null"',
    '[null]',
    '{"null":null,"a":"1e999"}',
    '0',
    'false',
    '""',
    '{"__proto__":1}',
  ];
  for (const text of texts) t.equal(encode(text), text);
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = JSON.stringify(value);
      return encode(text) === text;
    }),
  );
});

t.test(
  'a number beyond the range of a double is refused wherever it stands, never stored as null',
  async t => {
    for (const text of ['1e999', '-1e999', '[1,1e400]', '{"a":{"b":[null,-1e999]}}', '[null,"null",1e999]']) {
      t.throws(() => encode(text), { code: 'INVALID_REQUEST', message: /range of a double/ }, text);
    }
    t.equal(encode('1.7976931348623157e308'), '1.7976931348623157e+308', 'the largest double is fine');
    t.equal(encode('"Infinity null 1e999"'), '"Infinity null 1e999"');
  },
);

t.test('a value may be nested so deep, and no deeper', async t => {
  t.equal(encode(nested(MAX_DEPTH)), nested(MAX_DEPTH));
  const shallow = `[${`${nested(3)},`.repeat(400)}0]`;
  t.equal(encode(shallow), shallow, 'many brackets are not deep');
  const text = JSON.stringify('[{"'.repeat(2_000));
  t.equal(encode(text), text, 'brackets in a string are text');
  const escaped = JSON.stringify({ '\\"[': ['\\', '"', '[[['.repeat(1_000)] });
  t.equal(encode(escaped), escaped, 'escapes are no ends of strings');
  const deep = [
    nested(MAX_DEPTH + 1),
    nested(MAX_DEPTH, '[1,', ',2]').replace('[1,,2]', `[1,${nested(2)},2]`),
    nested(MAX_DEPTH + 1, '{"a":[', ']}').replace('[]', '[1]'),
    nested(5_000),
  ];
  for (const text of deep) {
    t.throws(() => encode(text), { code: 'INVALID_REQUEST', message: /nested/ }, `${text.length} characters`);
  }
});

t.test('a value that is too deep to be written at all is refused in the same way', async t => {
  let value: JsonValue = 1;
  for (let i = 0; i < 200_000; i++) value = [value];
  t.throws(() => encodeValue(value), { code: 'INVALID_REQUEST', message: /nested/ });
});
