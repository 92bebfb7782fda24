import { Readable } from 'node:stream';
import t from 'tap';
import { chunksOf } from '../src/input/chunks.ts';
import { parseJson } from '../src/input/json.ts';
import { type Line, linesOf } from '../src/input/lines.ts';
import { entryOf, type Numbered, operationOf } from '../src/input/operation.ts';
import { readText } from '../src/input/text.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const line = (text: string): Line => ({ number: 4, text });

t.test('lines, however the stream is cut', async t => {
  const bytes = Buffer.from('a\n\n é€😀\r\nlast');
  const expected = [
    { number: 1, text: 'a' },
    { number: 3, text: ' é€😀\r' },
    { number: 4, text: 'last' },
  ];
  for (let size = 1; size <= bytes.length; size++) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    t.strictSame(await all(linesOf(Readable.from(parts))), expected, `${size} bytes at a time`);
  }
  t.strictSame(await all(linesOf(Readable.from([Buffer.from('\n \n')]))), []);
  const broken = Readable.from([Buffer.from('a\nb'), Buffer.from([0xff, 0x0a])]);
  await t.rejects(all(linesOf(broken)), { code: 'BAD_LINE', details: { line: 2 } });
  const cut = Readable.from([Buffer.from('a\n'), Buffer.from('é').subarray(0, 1)]);
  await t.rejects(all(linesOf(cut)), { code: 'BAD_LINE', details: { line: 2 } });
});

t.test('a text without the line feed at its end', async t => {
  for (const [given, expected] of [
    ['a\n', 'a'],
    ['a\r\n', 'a'],
    ['a\n\n', 'a\n'],
    ['', ''],
    ['\ufeffa', '\ufeffa'],
  ] as const) {
    t.equal(await readText(Readable.from([Buffer.from(given)])), expected);
  }
  await t.rejects(readText(Readable.from([Buffer.from([0xc3])])), TypeError);
});

t.test('numbers are kept or refused', async t => {
  t.strictSame(parseJson('[1e3, 9007199254740992, 0.1, -0.5e-3, {"a": 9223372036854775808}]'), [
    1_000,
    9_007_199_254_740_992,
    0.1,
    -0.0005,
    { a: 2 ** 63 },
  ]);
  t.strictSame(parseJson('"12345678901234567890 1e999"'), '12345678901234567890 1e999');
  for (const text of ['9007199254740993', '{"a":[1e999]}', '-12345678901234567890']) {
    t.throws(() => parseJson(text), RangeError, text);
  }
  t.throws(() => parseJson('{"a":1e5'), SyntaxError);
});

t.test('operations', async t => {
  for (const text of [
    '{"key":"a","value":null}',
    '{"key":"a","value":1,"ttlMs":5,"ifVersion":0}',
    '{"key":"a","delete":true,"ifVersion":3}',
  ]) {
    t.strictSame(operationOf(line(text)), { line: 4, operation: JSON.parse(text), chars: text.length });
  }
  for (const [text, reason] of [
    ['', 'JSON'],
    ['[]', 'no JSON object'],
    ['null', 'no JSON object'],
    ['{"value":1}', 'key'],
    ['{"key":"","value":1}', 'key'],
    ['{"key":"\\ud800","value":1}', 'Unicode'],
    ['{"key":"a"}', 'neither'],
    ['{"key":"a","delete":false}', 'not true'],
    ['{"key":"a","delete":true,"value":1}', 'both'],
    ['{"key":"a","value":1,"ttlMs":"5"}', 'ttlMs'],
    ['{"key":"a","value":1,"ifVersion":1.5}', 'ifVersion'],
    ['{"key":"a","value":1,"extra":1}', 'extra'],
    ['{"key":"a","value":1e999}', '1e999'],
  ] as const) {
    t.throws(
      () => operationOf(line(text)),
      { code: 'BAD_LINE', message: new RegExp(`^Line 4: .*${reason}`) },
      text,
    );
  }
});

t.test('entries of a dump', async t => {
  const nowMs = 1_000_000;
  const operation = (text: string) => entryOf(line(text), nowMs).operation;
  t.strictSame(operation('{"key":"a","value":1,"version":9}'), { key: 'a', value: 1 });
  t.strictSame(operation('{"key":"a","value":null}'), { key: 'a', value: null });
  t.match(operation('{"key":"a","value":1,"expiresAtMs":1000500}'), { ttlMs: 500 });
  t.match(operation('{"key":"a","value":1,"expiresAtMs":999000}'), { ttlMs: 1 }, 'its time is over');
  for (const text of [
    '{"key":"a"}',
    '{"key":"a","value":1,"version":"9"}',
    '{"key":"a","value":1,"expiresAtMs":1.5}',
    '{"key":"a","delete":true}',
  ]) {
    t.throws(() => operation(text), { code: 'BAD_LINE' }, text);
  }
});

t.test('operations are cut into batches', async t => {
  const cut = async (given: readonly Partial<Numbered>[]) => {
    const numbered = given.map((one, i) => ({
      line: i,
      chars: 1,
      operation: { key: `${i}`, value: 1 },
      ...one,
    }));
    return (await all(chunksOf(Readable.from(numbered)))).map(chunk => chunk.map(({ line }) => line));
  };
  t.strictSame(await cut([]), []);
  const lengths = (await cut(Array.from({ length: 2_001 }, () => ({})))).map(({ length }) => length);
  t.strictSame(lengths, [1_000, 1_000, 1]);
  const same = { operation: { key: 'same', value: 1 } };
  t.strictSame(await cut([same, {}, same, same]), [[0, 1], [2], [3]], 'a key once in each');
  t.strictSame(
    await cut([{}, { chars: 1 << 20 }, {}, { chars: 1 << 17 }]),
    [[0], [1], [2, 3]],
    'not too long',
  );
});
