import type { ApplyCounts } from './apply-counts.ts';
import { type Metric, sample } from './metric.ts';

/** What a follower does. */
export function followerMetrics(applied: ApplyCounts): Metric[] {
  return [
    {
      name: 'quorate_applied_entries_total',
      type: 'counter',
      help: 'Entries that the leader sent, by outcome: applied, duplicate or stale.',
      samples: () => Object.entries(applied.counts).map(([outcome, count]) => sample(count, { outcome })),
    },
  ];
}
