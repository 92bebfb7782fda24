import t from 'tap';
import { lastWriteWins } from '../src/index.ts';

t.test('the higher version stands, and an equal one is the same write', async t => {
  const table = [
    [undefined, 1, 'applied'],
    [undefined, 1_000_000_001, 'applied'],
    [1, 2, 'applied'],
    [999_999_999, 1_000_000_001, 'applied'],
    [2, 2, 'duplicate'],
    [2, 1, 'stale'],
    [1_000_000_001, 999_999_999, 'stale'],
  ] as const;
  for (const [current, incoming, outcome] of table) {
    t.equal(lastWriteWins(current, incoming), outcome, `${incoming} upon ${current}`);
  }
});
