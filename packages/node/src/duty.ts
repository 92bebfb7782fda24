import { randomUUID } from 'node:crypto';
import { createFollower } from '@quorate/follower';
import { createLeader, type Faults, type LeaderObserver } from '@quorate/leader';
import type { Store } from '@quorate/store';
import type { Logger } from 'pino';
import type { Config } from './config/load.ts';
import type { Counts } from './metrics/counts.ts';
import type { FollowerDuty, LeaderDuty } from './replica.ts';

export interface DutyOptions {
  readonly id: string;
  readonly url: string;
  readonly store: Store;
  readonly faults: Faults | undefined;
  readonly observers: readonly LeaderObserver[];
  readonly counts: Counts;
  /** Something was applied, acked or lost. */
  readonly notify: () => void;
  readonly log: Logger;
}

/** What the node does by its role: it leads, or it follows. */
export function createDuty(config: Config, options: DutyOptions): LeaderDuty | FollowerDuty {
  return config.ROLE === 'follower' ? follow(options) : lead(config, options);
}

function follow({ store, counts, notify, log }: DutyOptions): FollowerDuty {
  const follower = createFollower({
    store,
    incarnation: randomUUID(),
    onApplied: outcomes => {
      counts.applied.count(outcomes);
      notify();
    },
    onOrigins: origins => {
      for (const origin of origins)
        log.debug({ event: 'entry_applied', ...origin }, 'a write is applied, and as durable as configured');
    },
    onNewLeader: (leader, epoch) =>
      log.info({ event: 'leader_followed', leader: leader.id, url: leader.url, epoch }, 'follows a leader'),
  });
  return { role: 'follower', follower };
}

function lead(config: Config, { notify, counts: _counts, ...options }: DutyOptions): LeaderDuty {
  const leader = createLeader({
    ...options,
    incarnation: randomUUID(),
    followerUrls: config.followers,
    writeQuorum: config.WRITE_QUORUM,
    writeTimeoutMs: config.WRITE_TIMEOUT_MS,
    idempotencyWindowMs: config.IDEMPOTENCY_WINDOW_MS,
    clusterToken: config.clusterToken,
    tls: config.tls,
    delay: { minMs: config.MIN_DELAY, maxMs: config.MAX_DELAY },
    delaySeed: config.DELAY_SEED,
    limits: {
      maxInFlightWrites: config.MAX_IN_FLIGHT_WRITES,
      maxQueueEntries: config.MAX_QUEUE_ENTRIES,
      maxQueueBytes: config.MAX_QUEUE_BYTES,
      followerTimeoutMs: config.FOLLOWER_TIMEOUT_MS,
      heartbeatMs: config.HEARTBEAT_MS,
      scrubIntervalMs: config.SCRUB_INTERVAL_MS,
      tombstoneRetentionMs: config.TOMBSTONE_RETENTION_MS,
    },
    onProgress: notify,
  });
  return { role: 'leader', leader };
}
