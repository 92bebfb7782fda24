import t from 'tap';
import { restMs } from '../src/followers/pace.ts';

t.test('catch-up leaves clients four fifths of the time, and goes on at once when it must', async t => {
  const page = { tookMs: 10, lagBefore: 5_000, lagAfter: 3_100, issued: 100 };
  for (const [what, sent, expected] of [
    ['clients write, and the follower gains', page, 40],
    ['nobody writes', { ...page, issued: 0 }, 0],
    ['the follower falls behind', { ...page, lagAfter: 5_001 }, 0],
    ['the follower does not gain', { ...page, lagAfter: 5_000 }, 0],
  ] as const) {
    t.equal(restMs(sent), expected, what);
  }
});
