import t from 'tap';
import { formatCursor, isComplete, parseCursor } from '../src/changes/cursor.ts';

t.test('a cursor comes back from its text, the shorter where it can be', async t => {
  for (const [text, collected, cursor, formatted] of [
    [undefined, 40, { after: 0, baseline: 40 }, '0-40'],
    ['', 40, { after: 0, baseline: 40 }, '0-40'],
    ['0', 40, { after: 0, baseline: 40 }, '0-40'],
    ['0', 0, { after: 0, baseline: 0 }, '0'],
    ['7', 40, { after: 7, baseline: 7 }, '7'],
    ['7-40', 90, { after: 7, baseline: 40 }, '7-40'],
    ['41-40', 90, { after: 41, baseline: 40 }, '41'],
    ['0-40', 90, { after: 0, baseline: 40 }, '0-40'],
  ] as const) {
    t.same(parseCursor(text, collected), cursor, String(text));
    t.equal(formatCursor(cursor), formatted);
  }
});

t.test(
  'a reader misses nothing as long as no deletion above its place and its baseline is forgotten',
  async t => {
    for (const [after, baseline, collected, complete] of [
      [0, 0, 0, true],
      [0, 0, 1, false],
      [0, 40, 40, true],
      [10, 40, 40, true],
      [10, 40, 41, false],
      [41, 40, 41, true],
      [7, 7, 8, false],
    ] as const) {
      t.equal(isComplete({ after, baseline }, collected), complete, `${after} ${baseline} ${collected}`);
    }
  },
);
