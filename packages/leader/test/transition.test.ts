import { followerStates } from '@quorate/protocol';
import t from 'tap';
import { isLive, nextState } from '../src/followers/transition.ts';

const events = ['level', 'behind', 'overflow', 'delay-changed', 'failed', 'backoff-over'] as const;

/** For each state, where each event leads to; in the order of {@link events}. */
const table = {
  probe: ['stream', 'catch-up', 'probe', 'probe', 'down', 'probe'],
  stream: ['stream', 'catch-up', 'catch-up', 'catch-up', 'down', 'stream'],
  'catch-up': ['stream', 'catch-up', 'catch-up', 'catch-up', 'down', 'catch-up'],
  down: ['down', 'down', 'down', 'down', 'down', 'probe'],
} as const;

t.test('every state knows every event', async t => {
  t.same(Object.keys(table).toSorted(), followerStates.toSorted(), 'the table is complete');
  for (const state of followerStates) {
    for (const [i, event] of events.entries()) {
      t.equal(nextState(state, event), table[state][i], `${state}, ${event}`);
    }
  }
});

t.test('a follower can be expected to ack while it streams or catches up', async t => {
  t.same(
    followerStates.filter(state => isLive(state)),
    ['stream', 'catch-up'],
  );
});
