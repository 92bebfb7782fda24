import t from 'tap';
import { fence } from '../src/replicate/fence.ts';

t.test('an epoch belongs to one run of one leader, and only a higher one replaces it', async t => {
  const promised = { epoch: 5, candidate: 'a' };
  const table = [
    [undefined, { epoch: 0, candidate: 'a' }, 'raise'],
    [undefined, { epoch: 7, candidate: 'a' }, 'raise'],
    [promised, { epoch: 6, candidate: 'a' }, 'raise'],
    [promised, { epoch: 6, candidate: 'b' }, 'raise'],
    [promised, { epoch: 5, candidate: 'a' }, 'accept'],
    [promised, { epoch: 5, candidate: 'b' }, 'refuse'],
    [promised, { epoch: 5, candidate: '' }, 'refuse'],
    [promised, { epoch: 4, candidate: 'a' }, 'refuse'],
    [promised, { epoch: 4, candidate: 'b' }, 'refuse'],
    [promised, { epoch: 0, candidate: 'a' }, 'refuse'],
  ] as const;
  for (const [before, offered, verdict] of table) {
    t.equal(fence(before, offered), verdict, `${JSON.stringify(offered)} upon ${JSON.stringify(before)}`);
  }
});
