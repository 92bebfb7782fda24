import fc from 'fast-check';
import t from 'tap';
import { decodeFrames, encodeFrame } from '../src/disk/segment.ts';

const texts = (segment: number, bytes: Buffer) => [...decodeFrames(segment, bytes)].map(String);

t.test('frames come back in order, and what lies behind them does not count', async t => {
  const bytes = Buffer.concat([
    encodeFrame(7, Buffer.from('one')),
    encodeFrame(7, Buffer.alloc(0)),
    encodeFrame(7, Buffer.from('three ✓')),
    Buffer.alloc(64),
  ]);
  t.same(texts(7, bytes), ['one', '', 'three ✓']);
});

t.test('frames of a former use of the file end the segment', async t => {
  const bytes = Buffer.concat([encodeFrame(8, Buffer.from('new')), encodeFrame(7, Buffer.from('old'))]);
  t.same(texts(8, bytes), ['new']);
  t.same(texts(9, bytes), []);
});

t.test('a tail that is cut or altered anywhere costs the frame it is in, and none before it', async t => {
  const frames = ['first', 'second', 'third'].map(text => encodeFrame(3, Buffer.from(text)));
  const whole = Buffer.concat(frames);
  const ends = [0, 1, 2].map(i => Buffer.concat(frames.slice(0, i + 1)).length);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const before = ends.filter(end => end <= at).length;
      const cut = texts(3, whole.subarray(0, at));
      const altered = Buffer.from(whole);
      altered[at] = altered[at]! ^ flip;
      return cut.length === before && texts(3, altered).length === before;
    }),
  );
  t.equal(texts(3, whole).length, 3);
});
