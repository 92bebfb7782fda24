import fc from 'fast-check';
import t from 'tap';
import { EPOCH_SPAN, epochBase, epochOf, MAX_EPOCH, NO_VERSION, nextVersion } from '../src/index.ts';

t.test('a version is readable: the epoch, and nine digits of counter', async t => {
  t.equal(epochBase(0), NO_VERSION);
  t.equal(nextVersion(epochBase(0)), 1);
  t.equal(nextVersion(epochBase(1)), 1_000_000_001);
  t.equal(epochOf(0), 0);
  t.equal(epochOf(999_999_999), 0);
  t.equal(epochOf(1_000_000_000), 1);
  t.equal(epochOf(42_000_000_007), 42);
});

t.test('a counter that is used up has no next version', async t => {
  t.equal(nextVersion(999_999_998), 999_999_999);
  t.equal(nextVersion(999_999_999), undefined);
  t.equal(nextVersion(epochBase(4) - 1), undefined);
});

t.test('every version of every epoch is a safe integer, above all of the epoch before', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: MAX_EPOCH }),
      fc.integer({ min: 1, max: EPOCH_SPAN - 1 }),
      (epoch, counter) => {
        const version = epochBase(epoch) + counter;
        return (
          Number.isSafeInteger(version) &&
          epochOf(version) === epoch &&
          version > epochBase(epoch) + counter - 1
        );
      },
    ),
    { examples: [[MAX_EPOCH, EPOCH_SPAN - 1]] },
  );
});
