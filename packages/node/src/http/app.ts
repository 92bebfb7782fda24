import { followerRoutes } from '@quorate/follower';
import { type Faults, leaderRoutes } from '@quorate/leader';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import type { Live } from '../live/live.ts';
import type { Counts } from '../metrics/counts.ts';
import { describeNode } from '../metrics/describe.ts';
import { Reader } from '../reads/reader.ts';
import type { Replica } from '../replica.ts';
import { changesRoute } from '../routes/changes.ts';
import { docsRoutes } from '../routes/docs.ts';
import { dumpRoute } from '../routes/dump.ts';
import { faultsRoute } from '../routes/faults.ts';
import { followersRoute } from '../routes/followers.ts';
import { keysRoutes } from '../routes/keys.ts';
import { liveRoute } from '../routes/live.ts';
import { metricsRoute } from '../routes/metrics.ts';
import { operatorRoutes } from '../routes/operators.ts';
import { readRoute } from '../routes/read.ts';
import { uiRoutes } from '../routes/ui.ts';
import { restrictAccess } from './access.ts';
import { relievePressure } from './pressure.ts';
import { createServer } from './server.ts';
import type { TlsServers } from './tls-servers.ts';

export interface AppOptions {
  readonly replica: Replica;
  readonly counts: Counts;
  readonly live: Live;
  readonly faults: Faults | undefined;
  readonly tls: TlsServers | undefined;
  readonly log: Logger;
}

/** A batch of replication, or a page of catch-up, with the largest entry that any client limit allows. */
const REPLICATE_BODY_LIMIT_BYTES = 64 << 20;

/** A node's server, with who may come in and every route that its role has. */
export function createApp(config: Config, options: AppOptions): FastifyInstance {
  const { replica, counts, live, faults, log } = options;
  const { store, duty } = replica;
  const reader = new Reader(replica, config.READ_TIMEOUT_MS);
  const newServer = (tls?: TlsServers) =>
    createServer({
      bodyLimit: config.BODY_LIMIT_BYTES,
      maxConnections: config.MAX_CONNECTIONS,
      headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
      requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
      tls,
      log,
    });
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

  const app = newServer(options.tls);
  restrictAccess(app, config.clientTokens);
  relievePressure(app, {
    maxEventLoopDelayMs: config.MAX_EVENT_LOOP_DELAY_MS,
    maxHeapPercent: config.MAX_HEAP_PERCENT,
    ratePerSecond: config.RATE_LIMIT_PER_SECOND,
    hasTokens: config.clientTokens.length > 0,
    onRefused: reason => {
      counts.refused[reason]++;
    },
  });
  commonRoutes(app);
  app.register(docsRoutes, { createServer: () => newServer(), commonRoutes });
  app.register(uiRoutes, { createServer: () => newServer() });
  if (duty.role === 'leader') app.register(leaderRoutes, { leader: duty.leader });
  else {
    app.register(followerRoutes, {
      follower: duty.follower,
      clusterToken: config.clusterToken,
      mutualTls: config.tls?.ca !== undefined,
      bodyLimit: REPLICATE_BODY_LIMIT_BYTES,
    });
  }
  return app;
}
