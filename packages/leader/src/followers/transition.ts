import type { FollowerState } from '@quorate/protocol';

/**
 * What happens to a sender:
 *
 * - `level`: the follower has everything up to the leader's last version, or it is on the wire
 * - `behind`: it lacks versions that only the store has
 * - `overflow`: the live queue is full
 * - `delay-changed`: live writes are to be held back for another time than so far
 * - `failed`: a request was not answered, or refused
 * - `backoff-over`: the pause after a failure has passed
 */
export type SenderEvent = 'level' | 'behind' | 'overflow' | 'delay-changed' | 'failed' | 'backoff-over';

const transitions: Record<FollowerState, Partial<Record<SenderEvent, FollowerState>>> = {
  probe: { level: 'stream', behind: 'catch-up', failed: 'down' },
  'catch-up': { level: 'stream', behind: 'catch-up', failed: 'down' },
  stream: {
    level: 'stream',
    behind: 'catch-up',
    overflow: 'catch-up',
    'delay-changed': 'catch-up',
    failed: 'down',
  },
  down: { 'backoff-over': 'probe' },
};

/** The sender's next state. An event that a state does not know, such as a late failure, changes nothing. */
export function nextState(state: FollowerState, event: SenderEvent): FollowerState {
  return transitions[state][event] ?? state;
}

/** Whether a follower in this state can be expected to ack a write that is issued now. */
export function isLive(state: FollowerState): boolean {
  return state === 'stream' || state === 'catch-up';
}
