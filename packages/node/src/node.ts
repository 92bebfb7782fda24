import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createFollower, followerRoutes } from '@quorate/follower';
import { createLeader, Faults, type LeaderObserver, leaderRoutes } from '@quorate/leader';
import { openDiskStore, openMemoryStore, type Store } from '@quorate/store';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Config, isLoopback } from './config/load.ts';
import type { TlsFiles } from './config/tls.ts';
import { restrictAccess } from './http/access.ts';
import { relievePressure } from './http/pressure.ts';
import { createServer } from './http/server.ts';
import { TlsServers } from './http/tls-servers.ts';
import { Live } from './live/live.ts';
import { Counts } from './metrics/counts.ts';
import { describeNode } from './metrics/describe.ts';
import { Reader } from './reads/reader.ts';
import type { FollowerDuty, LeaderDuty, Replica } from './replica.ts';
import { changesRoute, HEARTBEAT_MS, MAX_STREAMS } from './routes/changes.ts';
import { docsRoutes } from './routes/docs.ts';
import { dumpRoute } from './routes/dump.ts';
import { faultsReply, faultsRoute } from './routes/faults.ts';
import { followersRoute } from './routes/followers.ts';
import { keysRoutes } from './routes/keys.ts';
import { liveRoute } from './routes/live.ts';
import { metricsRoute } from './routes/metrics.ts';
import { operatorRoutes } from './routes/operators.ts';
import { readRoute } from './routes/read.ts';
import { uiRoutes } from './routes/ui.ts';
import { statusOf } from './status.ts';
import { Waiters } from './waiters.ts';

export interface Node {
  readonly app: FastifyInstance;
  readonly replica: Replica;
  /** Listens, and begins the node's duty. Resolves to the URL that clients are told. */
  start(): Promise<string>;
  /** Shows these certificates on every new connection, and believes this CA. */
  renewTls(files: TlsFiles): void;
  /** Finishes what is in flight, makes everything durable, and lets go of port and disk. */
  stop(): Promise<void>;
}

/** Readers that may wait on one node at once. */
const MAX_WAITERS = 10_000;
/** A batch of replication, or a page of catch-up, with the largest entry that any client limit allows. */
const REPLICATE_BODY_LIMIT_BYTES = 64 << 20;
/** Connections that outlive a stop by this much are cut. */
const CLOSE_GRACE_MS = 3_000;

/** Builds a node of the given role. Nothing listens before {@link Node.start}. */
export function createNode(config: Config, log: Logger): Node {
  const id = config.NODE_ID || (config.ROLE === 'leader' ? 'leader' : `follower-${config.PORT}`);
  const url =
    config.ADVERTISE_URL ||
    `${config.tls ? 'https' : 'http'}://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`;
  const counts = new Counts(config.followers.length);
  const store = openStore(config, counts);
  const waiters = new Waiters(MAX_WAITERS, config.READ_TIMEOUT_MS);
  const watchers = new Waiters(MAX_STREAMS, HEARTBEAT_MS);
  const notify = () => {
    waiters.notify();
    watchers.notify();
  };
  const faults =
    config.ROLE === 'leader' && config.FAULTS === 'true'
      ? new Faults({ followerUrls: config.followers, wallClock: Date.now, log })
      : undefined;
  const live = new Live({
    followers: config.followers.length,
    status: () => statusOf(replica),
    faults: () => faultsReply(faults),
  });
  const duty = createDuty(config, {
    id,
    url,
    store,
    counts,
    faults,
    observers: [counts.writes, live.observer],
    notify,
    log,
  });
  const replica: Replica = { id, url, store, duty, waiters, watchers, startedMs: performance.now() };

  const newServer = (tls?: TlsServers) =>
    createServer({
      bodyLimit: config.BODY_LIMIT_BYTES,
      maxConnections: config.MAX_CONNECTIONS,
      headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
      requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
      tls,
      log,
    });
  const reader = new Reader(replica, config.READ_TIMEOUT_MS);
  const commonRoutes = (to: FastifyInstance) => {
    to.register(operatorRoutes, { replica });
    to.register(metricsRoute, { metrics: () => describeNode(config, replica, counts) });
    to.register(readRoute, { replica, reader });
    to.register(keysRoutes, { store, reader });
    to.register(changesRoute, { replica });
    to.register(dumpRoute, { store });
    to.register(liveRoute, { live });
    to.register(followersRoute, { replica });
    to.register(faultsRoute, { replica, faults });
  };
  const tls = config.tls && new TlsServers(config.tls);
  const app = newServer(tls);
  restrictAccess(app, config.clientTokens);
  relievePressure(app, {
    maxEventLoopDelayMs: config.MAX_EVENT_LOOP_DELAY_MS,
    maxHeapPercent: config.MAX_HEAP_PERCENT,
    ratePerSecond: config.RATE_LIMIT_PER_SECOND,
    hasTokens: config.clientTokens.length > 0,
  });
  commonRoutes(app);
  app.register(docsRoutes, { createServer: () => newServer(), commonRoutes });
  app.register(uiRoutes, { createServer: () => newServer() });
  if (duty.role === 'leader') app.register(leaderRoutes, { leader: duty.leader });
  else {
    const { follower } = duty;
    app.register(followerRoutes, {
      follower,
      clusterToken: config.clusterToken,
      mutualTls: config.tls?.ca !== undefined,
      bodyLimit: REPLICATE_BODY_LIMIT_BYTES,
    });
  }

  return {
    app,
    replica,
    start: async () => {
      await app.listen({ host: config.HOST, port: config.PORT });
      const { port } = app.server.address() as AddressInfo;
      if (duty.role === 'leader') duty.leader.start();
      if (!isLoopback(config.HOST) && config.clientTokens.length === 0)
        log.warn({ event: 'open_to_all', host: config.HOST }, 'whoever reaches this node may read and write');
      log.info(
        {
          event: 'node_started',
          id,
          role: config.ROLE,
          url,
          port,
          durability: store.durability,
          version: store.lastVersion,
        },
        'node started',
      );
      return url;
    },
    renewTls: files => {
      tls?.renew(files);
      if (duty.role === 'leader') duty.leader.renewTls(files);
    },
    stop: async () => {
      const cut = setTimeout(() => {
        app.server.closeAllConnections();
        tls?.cut();
      }, CLOSE_GRACE_MS);
      if (duty.role === 'leader') await duty.leader.stop();
      await app.close();
      clearTimeout(cut);
      await store.close();
      log.info({ event: 'node_stopped', id, version: store.lastVersion }, 'node stopped');
    },
  };
}

function openStore(config: Config, { flushSeconds }: Counts): Store {
  if (config.DURABILITY === 'memory') return openMemoryStore();
  const onFlush = (ms: number) => flushSeconds.observe(ms / 1000);
  return openDiskStore({ folder: config.DATA_DIR, durability: config.DURABILITY, onFlush });
}

interface Parts {
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

function createDuty(config: Config, parts: Parts): LeaderDuty | FollowerDuty {
  const { id, url, store, counts, faults, observers, notify, log } = parts;
  const incarnation = randomUUID();
  if (config.ROLE === 'follower') {
    const follower = createFollower({
      store,
      incarnation,
      onApplied: outcomes => {
        counts.applied.count(outcomes);
        notify();
      },
      onOrigins: origins => {
        for (const origin of origins)
          log.debug(
            { event: 'entry_applied', ...origin },
            'a write is applied, and as durable as configured',
          );
      },
      onNewLeader: (leader, epoch) =>
        log.info({ event: 'leader_followed', leader: leader.id, url: leader.url, epoch }, 'follows a leader'),
    });
    return { role: 'follower', follower };
  }
  const leader = createLeader({
    store,
    id,
    url,
    incarnation,
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
    faults,
    observers,
    log,
    onProgress: notify,
  });
  return { role: 'leader', leader };
}
