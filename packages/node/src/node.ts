import type { AddressInfo } from 'node:net';
import { Faults } from '@quorate/leader';
import { openDiskStore, openMemoryStore, type Store } from '@quorate/store';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Config, isLoopback } from './config/load.ts';
import type { TlsFiles } from './config/tls.ts';
import { createDuty } from './duty.ts';
import { createApp } from './http/app.ts';
import { TlsServers } from './http/tls-servers.ts';
import { Live } from './live/live.ts';
import { Counts } from './metrics/counts.ts';
import type { Replica } from './replica.ts';
import { HEARTBEAT_MS, MAX_STREAMS } from './routes/changes.ts';
import { faultsReply } from './routes/faults.ts';
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
/** Connections that outlive a stop by this much are cut. */
const CLOSE_GRACE_MS = 3_000;

/** Builds a node of the given role. Nothing listens before {@link Node.start}. */
export function createNode(config: Config, log: Logger): Node {
  const id = config.NODE_ID || (config.ROLE === 'leader' ? 'leader' : `follower-${config.PORT}`);
  const url = config.ADVERTISE_URL || ownUrl(config);
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
    curve: windowMs => (duty.role === 'leader' ? duty.leader.quorumCurve(windowMs) : []),
    status: () => statusOf(replica),
    faults: () => faultsReply(faults),
  });
  const observers = [counts.writes, live.observer];
  const duty = createDuty(config, { id, url, store, counts, faults, observers, notify, log });
  const replica: Replica = { id, url, store, duty, waiters, watchers, startedMs: performance.now() };
  const tls = config.tls && new TlsServers(config.tls);
  const app = createApp(config, { replica, counts, live, faults, tls, log });

  return {
    app,
    replica,
    start: async () => {
      await app.listen({ host: config.HOST, port: config.PORT });
      const { port } = app.server.address() as AddressInfo;
      if (duty.role === 'leader') duty.leader.start();
      if (!isLoopback(config.HOST) && config.clientTokens.length === 0)
        log.warn({ event: 'open_to_all', host: config.HOST }, 'whoever reaches this node may read and write');
      const { durability, lastVersion: version } = store;
      log.info(
        { event: 'node_started', id, role: config.ROLE, url, port, durability, version },
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

function ownUrl({ tls, HOST, PORT }: Config): string {
  return `${tls ? 'https' : 'http'}://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}

function openStore(config: Config, { flushSeconds }: Counts): Store {
  if (config.DURABILITY === 'memory') return openMemoryStore();
  const onFlush = (ms: number) => flushSeconds.observe(ms / 1000);
  return openDiskStore({ folder: config.DATA_DIR, durability: config.DURABILITY, onFlush });
}
