import { isLive, type Leader } from '@quorate/leader';
import type { ErrorCode } from '@quorate/protocol';
import { histogramSamples, type Metric, sample, single } from './metric.ts';
import type { OutcomeCount, WriteCounts } from './write-counts.ts';

export interface LeaderMetricsOptions {
  readonly leader: Leader;
  readonly counts: WriteCounts;
  readonly followers: number;
  readonly maxInFlightWrites: number;
}

const WRITE = 'quorate_write_duration_seconds';
const ACK = 'quorate_quorum_ack_seconds';
const BATCH = 'quorate_replication_batch_entries';

/** What becomes of a write for no fault of the client's. */
const FAILURES: readonly ErrorCode[] = [
  'QUORUM_TIMEOUT',
  'QUORUM_UNREACHABLE',
  'QUEUE_FULL',
  'STORAGE_UNAVAILABLE',
  'NOT_READY',
  'LEADERSHIP_LOST',
  'INTERNAL',
];

/** What a leader does with writes; what it knows of each follower is in progress-metrics.ts. */
export function leaderMetrics(options: LeaderMetricsOptions): Metric[] {
  const { leader, counts, followers, maxInFlightWrites } = options;
  return [
    {
      name: 'quorate_writes_total',
      type: 'counter',
      help: 'Writes answered, by outcome (ok, or the error code in lower case) and by the quorum asked for.',
      samples: () =>
        counts
          .outcomes()
          .filter(one => one.count > 0 || isExpected(one, leader.writeQuorum))
          .map(({ outcome, quorum = 'other', count }) =>
            sample(count, { outcome: outcome.toLowerCase(), quorum }),
          ),
    },
    {
      name: WRITE,
      type: 'histogram',
      help: 'Time until the client was told that its write reached its quorum.',
      samples: () => histogramSamples(WRITE, counts.writeSeconds),
    },
    {
      name: ACK,
      type: 'histogram',
      help: 'Time from a write to its k-th ack, for every k: what each quorum would have cost.',
      samples: () =>
        counts.ackSeconds.flatMap((histogram, i) => histogramSamples(ACK, histogram, { quorum: i + 1 })),
    },
    single('quorate_entries_issued_total', 'counter', 'Entries that got a version.', () => counts.issued),
    single('quorate_writes_in_flight', 'gauge', 'Writes whose client waits.', () => leader.inFlight),
    single(
      'quorate_writes_in_flight_limit',
      'gauge',
      'Writes whose client may wait at once; one more gets QUEUE_FULL.',
      () => maxInFlightWrites,
    ),
    single(
      'quorate_write_quorum',
      'gauge',
      'Followers that must ack a write of this cluster.',
      () => leader.writeQuorum,
    ),
    single('quorate_followers', 'gauge', 'Followers of this cluster.', () => followers),
    single(
      'quorate_followers_live',
      'gauge',
      'Followers that can be expected to ack a write that is issued now.',
      () => leader.progress().filter(({ state }) => isLive(state)).length,
    ),
    single(
      'quorate_committed_version',
      'gauge',
      'Everything at or below this version is committed.',
      () => leader.committedThrough,
    ),
    {
      name: BATCH,
      type: 'histogram',
      help: 'Entries in a request to a follower, heartbeats apart.',
      samples: () => histogramSamples(BATCH, counts.batchEntries),
    },
  ];
}

/** There from the start, so that its first increase can be seen: success, and failures. */
function isExpected({ outcome, quorum }: OutcomeCount, writeQuorum: number): boolean {
  if (outcome === 'ok') return quorum !== undefined;
  return quorum === writeQuorum && FAILURES.includes(outcome);
}
