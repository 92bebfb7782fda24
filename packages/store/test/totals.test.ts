import t from 'tap';
import { RESERVED_PREFIX } from '../src/index.ts';
import { Totals } from '../src/totals.ts';

const live = (version: number) => ({ version, live: true });
const dead = (version: number) => ({ version, live: false });

t.test('totals follow entries that come, are replaced, deleted and collected', async t => {
  const totals = new Totals();
  const empty = totals.digest;
  totals.replace('a', undefined, live(1));
  totals.replace('b', undefined, live(2));
  t.match(totals, { liveKeys: 2, lastVersion: 2 });
  totals.replace('a', live(1), live(3));
  totals.replace('b', live(2), dead(4));
  t.match(totals, { liveKeys: 1, lastVersion: 4 });
  totals.replace('b', dead(4), undefined);
  t.match(totals, { liveKeys: 1, lastVersion: 4 }, 'the last version stays');
  const other = new Totals();
  other.replace('a', undefined, live(3));
  t.equal(totals.digest, other.digest, 'what stands decides the digest');
  totals.replace('a', live(3), undefined);
  t.equal(totals.digest, empty);
});

t.test('Quorate’s own keys are in the digest, and not counted', async t => {
  const totals = new Totals();
  const empty = totals.digest;
  totals.replace(`${RESERVED_PREFIX}x`, undefined, live(1));
  t.match(totals, { liveKeys: 0, lastVersion: 1 });
  t.not(totals.digest, empty);
  totals.replace(`${RESERVED_PREFIX}x`, live(1), dead(2));
  t.equal(totals.liveKeys, 0);
});

t.test('a copy goes its own way, and both survive as JSON', async t => {
  const totals = new Totals();
  totals.replace('a', undefined, live(1));
  const copy = totals.copy();
  copy.replace('b', undefined, live(2));
  t.match(totals, { liveKeys: 1, lastVersion: 1 });
  t.same(new Totals(JSON.parse(JSON.stringify(copy))).toJSON(), copy.toJSON());
});
