export { isLive } from './followers/transition.ts';
export { createLeader, type Leader, type LeaderOptions } from './leader.ts';
export { defaultLimits, type LeaderLimits } from './limits.ts';
export type { LeaderObserver } from './observer.ts';
export { writeRoutes as leaderRoutes } from './write/route.ts';
