import type { Target } from '../measure/rounds.ts';
import { isAtLeast, type Program } from '../servers/program.ts';
import { CEILING, ceilingTarget, quorateName, quorateTarget } from '../throughput/targets.ts';
import { assembleEtcd } from './etcd.ts';
import { type PeerSize, peerTarget } from './peer.ts';
import { assemblePostgres } from './postgres.ts';
import { assembleRedis, WAITAOF_SINCE } from './redis.ts';

/** What a write has survived to when it is acked: no power cut, or one of all machines at once. */
export type Kind = 'memory' | 'disk';

export interface System {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  /** What must be installed; null for what is in this repository. */
  readonly needs: { readonly program: string; readonly debian: string } | null;
  /** What an ack says, as the system documents it. */
  promise(quorum: number, version: string | null): string;
  target(size: PeerSize, program: Program | null): Target;
}

const redis = { program: 'redis-server', debian: 'redis-server' };

/** In the order of the table: like stands beside like, Quorate first. */
export const systems = [
  {
    id: 'quorate-memory',
    name: quorateName('memory'),
    kind: 'memory',
    needs: null,
    promise: quorum => `the leader and ${quorum} followers have applied it; nothing is on disk`,
    target: size => quorateTarget('memory', size.followers, [cell(size)]),
  },
  {
    id: 'redis',
    name: 'Redis',
    kind: 'memory',
    needs: redis,
    promise: quorum => `the primary and ${quorum} replicas (\`WAIT\`) have processed it; nothing is on disk`,
    target: (size, program) =>
      peerTarget('Redis', [cell(size)], group => assembleRedis(group, program!, size, false)),
  },
  {
    id: 'quorate-sync',
    name: quorateName('sync'),
    kind: 'disk',
    needs: null,
    promise: quorum => `the leader and ${quorum} followers have it on disk (fdatasync)`,
    target: size => quorateTarget('sync', size.followers, [cell(size)]),
  },
  {
    id: 'redis-fsync',
    name: 'Redis, fsync always',
    kind: 'disk',
    needs: redis,
    promise: (quorum, version) =>
      version !== null && isAtLeast(version, WAITAOF_SINCE)
        ? `the primary and ${quorum} replicas have flushed it to their append-only files (\`WAITAOF\`)`
        : `the primary has flushed it and ${quorum} replicas (\`WAIT\`) have processed it. All six flush every write, but ` +
          '`WAIT` does not promise that these replicas have done so yet; `WAITAOF`, which does, came with Redis 7.2',
    target: (size, program) =>
      peerTarget('Redis, fsync always', [cell(size)], group => assembleRedis(group, program!, size, true)),
  },
  {
    id: 'postgres',
    name: 'PostgreSQL',
    kind: 'disk',
    needs: { program: 'postgres', debian: 'postgresql' },
    promise: quorum =>
      `the primary and any ${quorum} standbys have flushed the transaction’s log; standbys may show it later`,
    target: (size, program) =>
      peerTarget('PostgreSQL', [cell(size)], group => assemblePostgres(group, program!, size)),
  },
  {
    id: 'etcd',
    name: 'etcd',
    kind: 'disk',
    needs: { program: 'etcd', debian: 'etcd-server' },
    promise: () =>
      'four of six members, the majority, have flushed it to their logs, and the leader has applied it',
    target: (size, program) =>
      // Its quorum is fixed by the number of members.
      peerTarget('etcd', [{ ...cell(size), quorum: null }], group => assembleEtcd(group, program!, size)),
  },
  {
    id: 'fastify',
    name: CEILING,
    kind: 'memory',
    needs: null,
    promise: () => 'one process has set an entry of a `Map`; the ceiling of any HTTP service on Fastify',
    target: ({ connections }) => ceilingTarget([{ connections, quorum: null }]),
  },
] as const satisfies readonly System[];

export type SystemId = (typeof systems)[number]['id'];

function cell({ connections, quorum }: PeerSize) {
  return { connections, quorum };
}
