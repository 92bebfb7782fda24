import type { Follower } from '@quorate/follower';
import { isLive, type Leader } from '@quorate/leader';
import type { Store } from '@quorate/store';
import type { Waiters } from './waiters.ts';

/** What a node is made of, as its routes see it. */
export interface Replica {
  readonly id: string;
  /** What clients are told to call this node. */
  readonly url: string;
  readonly store: Store;
  readonly duty: LeaderDuty | FollowerDuty;
  /** Told whenever entries or acks came. */
  readonly waiters: Waiters;
  /** Told of the same: those who follow the changes, and hear a heartbeat when nothing comes. */
  readonly watchers: Waiters;
  readonly startedMs: number;
}

export interface LeaderDuty {
  readonly role: 'leader';
  readonly leader: Leader;
}

export interface FollowerDuty {
  readonly role: 'follower';
  readonly follower: Follower;
}

/** Why the node cannot do its duty at present, or `undefined` when it can. */
export function unreadyReason({ store, duty }: Replica): string | undefined {
  if (store.failure !== undefined) return `The disk refuses writes: ${store.failure}`;
  if (duty.role === 'follower') return undefined;
  const { leader } = duty;
  if (leader.idleReason !== undefined) return leader.idleReason;
  const live = leader.progress().filter(({ state }) => isLive(state)).length;
  if (live < leader.writeQuorum)
    return `Only ${live} followers are live, and the write quorum is ${leader.writeQuorum}.`;
  return undefined;
}

/** URL of the leader as far as this node knows. */
export function leaderUrl({ duty, url }: Replica): string | null {
  if (duty.role === 'follower') return duty.follower.leader?.url ?? null;
  return duty.leader.deposedBy ?? url;
}
