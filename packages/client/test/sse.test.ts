import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { EventParser } from '../src/sse.ts';

/** Feeds `bytes` in parts of these sizes, and says what came and where it stands in the end. */
function parse(bytes: Buffer, cuts: readonly number[] = []) {
  const parser = new EventParser(10_000);
  const events = [];
  let at = 0;
  for (const cut of cuts) {
    events.push(...parser.push(bytes.subarray(at, at + cut)));
    at = Math.min(bytes.length, at + cut);
  }
  events.push(...parser.push(bytes.subarray(at)));
  return { events, lastId: parser.lastId };
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map(value => value.replaceAll(/[\r\n\0]/g, ' '));
const lineEnd = fc.constantFrom('\n', '\r', '\r\n');
const line = fc.oneof(
  text.map(value => `data: ${value}`),
  text.map(value => `data:${value}`),
  text.map(value => `event: ${value}`),
  text.map(value => `id: ${value}`),
  text.map(value => `: ${value}`),
  fc.constantFrom('data', 'id', 'event', 'retry: 10', 'unknown: x', '', '', ''),
);

t.test('any chunking gives the same events', async () => {
  const stream = fc.array(fc.tuple(line, lineEnd), { maxLength: 30 });
  const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 60 });
  fc.assert(
    fc.property(stream, cuts, (lines, cuts) => {
      const bytes = Buffer.from(lines.map(parts => parts.join('')).join(''));
      assert.deepEqual(parse(bytes, cuts), parse(bytes));
      assert.deepEqual(parse(bytes, Array(bytes.length).fill(1)), parse(bytes));
    }),
  );
});

t.test('what is written comes back', async () => {
  const event = fc.record(
    { type: text.filter(type => type !== ''), data: text, id: text },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 9 }), lineEnd, (events, end) => {
      const bytes = Buffer.from(
        events
          .map(({ type, data, id }) => [`event: ${type}`, `id: ${id}`, `data: ${data}`, '', ''].join(end))
          .join(''),
      );
      assert.deepEqual(parse(bytes), { events, lastId: events.at(-1)?.id ?? '' });
    }),
  );
});

t.test('the parts of the format', async t => {
  const events = (text: string) => parse(Buffer.from(text)).events;
  t.same(events('data: a\ndata: b\n\n'), [{ type: 'message', data: 'a\nb', id: '' }]);
  t.same(events('data\n\n'), [{ type: 'message', data: '', id: '' }]);
  t.same(events('data:  two spaces\n\n'), [{ type: 'message', data: ' two spaces', id: '' }]);
  t.same(events('event: x\n\ndata: a\n\n'), [{ type: 'message', data: 'a', id: '' }], 'no data, no event');
  t.same(events('\ufeffdata: a\n\n'), [{ type: 'message', data: 'a', id: '' }], 'a byte order mark');
  t.same(events('data: not complete\n'), []);
  t.same(events('id: 7\ndata: a\n\ndata: b\n\n'), [
    { type: 'message', data: 'a', id: '7' },
    { type: 'message', data: 'b', id: '7' },
  ]);
});

t.test('a heartbeat moves the place to resume from, once it is complete', async t => {
  const parser = new EventParser(100);
  const push = (text: string) => parser.push(Buffer.from(text));
  t.same(push('id: 7\ndata: a\n\n'), [{ type: 'message', data: 'a', id: '7' }]);
  t.same(push(': heartbeat\nid: 9\n'), []);
  t.equal(parser.lastId, '7');
  t.same(push('\n'), []);
  t.equal(parser.lastId, '9');
});

t.test('what is too long is refused, before it is complete', async t => {
  const refuses = (...chunks: string[]) => {
    const parser = new EventParser(8);
    return () => {
      for (const chunk of chunks) parser.push(Buffer.from(chunk));
    };
  };
  t.throws(refuses('data: 12345678'), RangeError);
  t.throws(refuses('data', ': 123'), RangeError);
  t.throws(refuses('data:123\ndata:456\ndata:789\n'), RangeError, 'many lines of one event as well');
  t.doesNotThrow(refuses('data:123\n\ndata:456\n\ndata:789\n\n'));
});
