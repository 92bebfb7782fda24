import { createFollower as create, type Follower, type FollowerOptions } from '@quorate/follower';

export { followerRoutes, notLeader } from '@quorate/follower';

/** A follower that acks what it does not keep. */
export function createFollower(options: FollowerOptions): Follower {
  const follower = create(options);
  const receive = follower.receive;
  follower.receive = batch => receive({ ...batch, entries: [] });
  return follower;
}
