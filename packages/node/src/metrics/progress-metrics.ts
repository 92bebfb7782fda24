import type { Leader } from '@quorate/leader';
import { followerStates, type Progress } from '@quorate/protocol';
import { type Metric, sample } from './metric.ts';
import type { WriteCounts } from './write-counts.ts';

export interface ProgressMetricsOptions {
  readonly leader: Leader;
  readonly counts: WriteCounts;
  readonly followerUrls: readonly string[];
  readonly maxQueueEntries: number;
}

/** What a leader knows of each follower, and has sent it. The gauges begin when the takeover is done. */
export function progressMetrics(options: ProgressMetricsOptions): Metric[] {
  const { leader, counts, followerUrls, maxQueueEntries } = options;
  const followers = followerUrls.map(hostAndPort);
  return [
    {
      name: 'quorate_follower_state',
      type: 'gauge',
      help: 'Whether the follower is in this state (1) or not (0): probe, stream, catch-up or down.',
      samples: () =>
        leader
          .progress()
          .flatMap(({ state: current }, i) =>
            followerStates.map(state =>
              sample(Number(state === current), { follower: followers[i]!, state }),
            ),
          ),
    },
    fromProgress(
      'quorate_follower_lag_versions',
      'gauge',
      'The leader’s last version less the follower’s watermark; a new epoch adds a thousand million.',
      ({ lag }) => lag,
    ),
    fromProgress(
      'quorate_follower_watermark',
      'gauge',
      'The follower’s watermark, as the leader knows it.',
      ({ watermark }) => watermark,
    ),
    fromProgress(
      'quorate_follower_queue_entries',
      'gauge',
      'Writes that wait for the wire.',
      ({ queued }) => queued,
    ),
    {
      name: 'quorate_follower_queue_limit_entries',
      type: 'gauge',
      help: 'Writes that may wait for one follower; beyond it the follower catches up from the store.',
      samples: () => [sample(maxQueueEntries)],
    },
    fromProgress(
      'quorate_follower_requests_in_flight',
      'gauge',
      'Requests to the follower that wait for its answer.',
      ({ inFlight }) => inFlight,
    ),
    fromProgress(
      'quorate_follower_digest_mismatch',
      'gauge',
      'Whether the follower held something else than the leader (1) when they were last level, or not (0).',
      ({ digest }) => Number(digest === 'different'),
    ),
    fromProgress(
      'quorate_follower_repaired_keys_total',
      'counter',
      'Keys of the follower that differed and were written anew, since the leader took over.',
      ({ repaired }) => repaired,
    ),
    counted('quorate_acks_total', 'First acks of writes by this follower.', counts.acks),
    counted(
      'quorate_replication_heartbeats_total',
      'Requests without entries, which ask whether the follower is there or tell it its watermark.',
      counts.heartbeats,
    ),
    counted('quorate_replication_sent_bytes_total', 'Bytes of requests to the follower.', counts.sentBytes),
  ];

  function fromProgress(
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    pick: (progress: Progress) => number,
  ): Metric {
    const samples = () =>
      leader.progress().map((progress, i) => sample(pick(progress), { follower: followers[i]! }));
    return { name, type, help, samples };
  }

  function counted(name: string, help: string, byFollower: Float64Array): Metric {
    const samples = () => followers.map((follower, i) => sample(byFollower[i]!, { follower }));
    return { name, type: 'counter', help, samples };
  }
}

function hostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
