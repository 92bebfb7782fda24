import fc from 'fast-check';
import t from 'tap';
import { compareKeys, isKey } from '../src/index.ts';

const unit = fc.constantFrom(
  ...[
    '\u0000',
    '\u0001',
    'a',
    'b',
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ue000',
    '\uff21',
    '\uffff',
  ],
  ...['\u{10000}', '\u{1f600}', '\u{1f601}', '\u{10ffff}'],
);
const text = fc.oneof(
  fc.array(unit, { maxLength: 6 }).map(units => units.join('')),
  fc.string({ unit: 'binary' }),
);

t.test('keys are ordered as their UTF-8 bytes are', async () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      return Math.sign(compareKeys(a, b)) === Buffer.compare(Buffer.from(a), Buffer.from(b));
    }),
    { numRuns: 2_000, examples: [['\u{1f600}', '\uff21']] },
  );
});

t.test('a key is 1 to 512 bytes of well-formed UTF-8', async t => {
  const good = ['a', '\u0000', ' ', '__proto__', 'x'.repeat(512), 'é'.repeat(256), '\u{1f600}'.repeat(128)];
  for (const key of good) t.ok(isKey(key), `${key.length} units`);
  const bad = ['', 'x'.repeat(513), 'é'.repeat(257), `${'\u{1f600}'.repeat(128)}a`, '\u{1f600}'.repeat(129)];
  for (const key of bad) t.notOk(isKey(key), `${key.length} units`);
});

t.test('a lone surrogate is no key, wherever it stands', async t => {
  for (const key of ['\ud83d', '\ude00', 'a\ud83d', '\ude00\ud83d', '\ud83da'])
    t.notOk(isKey(key), JSON.stringify(key));
});

t.test('isKey agrees with the length of the bytes for any text', async () => {
  fc.assert(
    fc.property(
      fc.array(unit, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 600 }),
      (units, times) => {
        const key = units.join('').repeat(times);
        return isKey(key) === (key !== '' && Buffer.byteLength(key) <= 512);
      },
    ),
  );
});
