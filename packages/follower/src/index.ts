export { createFollower, type Follower, type FollowerOptions, type LeaderIdentity } from './follower.ts';
export { followerRoutes } from './plugin.ts';
export { replicateRoute } from './replicate/route.ts';
export { notLeader } from './write/refuse.ts';
