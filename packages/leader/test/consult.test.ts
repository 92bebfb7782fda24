import { epochBase, MAX_EPOCH } from '@quorate/store';
import fc from 'fast-check';
import t from 'tap';
import { consultCount, learnAbove, takeoverEpoch } from '../src/takeover/consult.ts';

t.test('so many followers are consulted that they meet every write quorum, and each other', async t => {
  t.equal(consultCount(5, 3), 3);
  t.equal(consultCount(5, 5), 3, 'two leaders never fence different followers');
  t.equal(consultCount(4, 4), 3);
  t.equal(consultCount(5, 1), 5);
  t.equal(consultCount(1, 1), 1);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (followers, n) => {
      const quorum = (n % followers) + 1;
      const count = consultCount(followers, quorum);
      const less = count - 1;
      // One less could be just those that did not ack, or those that another leader did not fence.
      return (
        count + quorum > followers &&
        2 * count > followers &&
        (less + quorum <= followers || 2 * less <= followers)
      );
    }),
  );
});

t.test('the epoch is above all that were seen, and 0 where there was none', async t => {
  t.equal(takeoverEpoch([]), 0);
  t.equal(takeoverEpoch([-1, -1]), 0);
  t.equal(takeoverEpoch([-1, 0]), 1);
  t.equal(takeoverEpoch([7, 3, -1]), 8);
  t.equal(takeoverEpoch([MAX_EPOCH - 1]), MAX_EPOCH);
  t.throws(() => takeoverEpoch([MAX_EPOCH]), RangeError);
});

t.test('a follower that was level in the same leadership is read above the own watermark', async t => {
  const one = epochBase(1);
  t.equal(learnAbove(one + 5, one + 3), one + 5);
  t.equal(learnAbove(one + 5, one), one + 5);
  t.equal(learnAbove(one + 5, epochBase(2) + 1), one + 5, 'or in a later one');
  t.equal(learnAbove(5, 0), 5, 'or in the first');
});

t.test('any other follower is read from its beginning', async t => {
  t.equal(learnAbove(epochBase(1) + 5, epochBase(1) - 1), 0);
  t.equal(learnAbove(epochBase(1) + 5, 7), 0);
  t.equal(learnAbove(epochBase(1), 0), 0);
});
