import type { Config } from '../config/load.ts';
import type { Replica } from '../replica.ts';
import type { Counts } from './counts.ts';
import { DiskSpace } from './disk-space.ts';
import { followerMetrics } from './follower-metrics.ts';
import { leaderMetrics } from './leader-metrics.ts';
import type { Metric } from './metric.ts';
import { nodeMetrics } from './node-metrics.ts';
import { progressMetrics } from './progress-metrics.ts';
import { storeMetrics } from './store-metrics.ts';

/** All that a node tells about itself, by its role. */
export function describeNode(config: Config, replica: Replica, counts: Counts): Metric[] {
  const { store, duty } = replica;
  const common = [
    ...nodeMetrics(replica, counts.refused),
    ...storeMetrics(store, counts.flushSeconds, new DiskSpace(config.DATA_DIR, store)),
  ];
  if (duty.role === 'follower') return [...common, ...followerMetrics(counts.applied)];
  const { leader } = duty;
  return [
    ...common,
    ...leaderMetrics({
      leader,
      counts: counts.writes,
      followers: config.followers.length,
      maxInFlightWrites: config.MAX_IN_FLIGHT_WRITES,
    }),
    ...progressMetrics({
      leader,
      counts: counts.writes,
      followerUrls: config.followers,
      maxQueueEntries: config.MAX_QUEUE_ENTRIES,
    }),
  ];
}
