import t from 'tap';
import { admit, type Circumstances } from '../src/write/admission.ts';

const fine: Circumstances = {
  quorum: 3,
  followers: 5,
  live: 5,
  inFlight: 0,
  maxInFlight: 10,
};

t.test('what can be refused definitely is refused before anything is stored', async t => {
  const table: readonly (readonly [Partial<Circumstances>, string | undefined])[] = [
    [{}, undefined],
    [{ quorum: 5 }, undefined],
    [{ quorum: 6 }, 'QUORUM_TOO_LARGE'],
    [{ quorum: 6, live: 0 }, 'QUORUM_TOO_LARGE'],
    [{ live: 3 }, undefined],
    [{ live: 2 }, 'QUORUM_UNREACHABLE'],
    [{ live: 0 }, 'QUORUM_UNREACHABLE'],
    [{ quorum: 1, live: 1 }, undefined],
    [{ inFlight: 9 }, undefined],
    [{ inFlight: 10 }, 'QUEUE_FULL'],
  ];
  for (const [difference, code] of table) {
    t.equal(admit({ ...fine, ...difference })?.code, code, JSON.stringify(difference));
  }
});

t.test('a refusal says what stands in the way, and is never indeterminate', async t => {
  t.same(admit({ ...fine, quorum: 6 })?.details, { quorum: 6, followers: 5 });
  t.same(admit({ ...fine, live: 2 })?.details, { quorum: 3, followers: 2 });
  t.same(admit({ ...fine, inFlight: 10 })?.details, {});
});
