import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { LineSplitter } from '../src/index.ts';

t.test('lines come whole, however the bytes are cut', async () => {
  const line = fc.string({ unit: 'grapheme' }).map(text => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 9 }), fc.array(fc.integer({ min: 1, max: 9 })), (lines, cuts) => {
      const bytes = Buffer.from(lines.map(text => `${text}\n`).join(''));
      const splitter = new LineSplitter(1_000);
      const found: string[] = [];
      let at = 0;
      for (const cut of cuts) {
        found.push(...splitter.push(bytes.subarray(at, at + cut)));
        at = Math.min(bytes.length, at + cut);
      }
      found.push(...splitter.push(bytes.subarray(at)));
      assert.deepEqual(found, lines);
    }),
  );
});

t.test('a line that is not complete waits for the rest', async t => {
  const splitter = new LineSplitter(100);
  t.same(splitter.push(Buffer.from('one\ntw')), ['one']);
  t.same(splitter.push(Buffer.from('')), []);
  t.same(splitter.push(Buffer.from('o')), []);
  t.same(splitter.push(Buffer.from('\n\nthree')), ['two', '']);
  t.same(splitter.push(Buffer.from('\n')), ['three']);
});

t.test('a line that is too long is refused, before it is complete if it must be', async t => {
  const cut = new LineSplitter(4);
  cut.push(Buffer.from('123'));
  t.throws(() => cut.push(Buffer.from('45')), RangeError);
  t.throws(() => new LineSplitter(4).push(Buffer.from('1\n12345')), RangeError);
  t.same(
    new LineSplitter(4).push(Buffer.from('1234\n1234\n')),
    ['1234', '1234'],
    'the limit is for each line',
  );
  t.throws(() => new LineSplitter(4).push(Buffer.from('12345\n')), RangeError, 'in one chunk as well');
});
