export { Faults } from './faults/faults.ts';
export { isLive } from './followers/transition.ts';
export { createLeader, type Leader, type LeaderOptions } from './leader.ts';
export { defaultLimits, type LeaderLimits } from './limits.ts';
export type { LeaderObserver } from './observer.ts';
export { seededRandom } from './random.ts';
export { Latencies } from './write/latencies.ts';
export type { Race } from './write/race.ts';
export { writeRoutes as leaderRoutes } from './write/route.ts';
