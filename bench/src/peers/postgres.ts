import { appendFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freePorts } from '../servers/ports.ts';
import type { Program } from '../servers/program.ts';
import type { ServerGroup } from '../servers/server-group.ts';
import { keyValues } from '../throughput/bodies.ts';
import { Line } from '../wire/line.ts';
import { execute, firstValue, isReady, prepare, query, sqlState, startup } from '../wire/postgres.ts';
import { driveLines, type Peer, type PeerSize } from './peer.ts';

const USER = 'bench';
const STATEMENT = 'w';
const UPSERT =
  'INSERT INTO entries (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value';
const DIGEST = "SELECT md5(string_agg(key || '=' || value, ',' ORDER BY key)) FROM entries";
/** For the standbys, their digests and the server's own. */
const SPARE_CONNECTIONS = 20;

/** A primary and streaming standbys with PostgreSQL's defaults but for replication; fsync stays on. */
export async function assemblePostgres(group: ServerGroup, program: Program, size: PeerSize): Promise<Peer> {
  const ports = await freePorts(size.followers + 1);
  const primary = ports[0]!;
  const standbys = ports.slice(1);
  const folders = await makeDataFolders(group, program, size, ports);
  for (const [i, folder] of folders.entries()) {
    group.start({ path: program.path, args: ['-D', folder], folder, stopSignal: 'SIGQUIT' });
    // Only then are all standbys in step from the first record on.
    if (i === 0)
      await group.until('the primary answers', async () => (await ask(primary, 'SELECT 1')) === '1');
  }
  await group.until('all standbys stream', async () => {
    const streaming = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'";
    return (await ask(primary, streaming)) === `${size.followers}`;
  });
  await ask(primary, 'CREATE TABLE entries (key text PRIMARY KEY, value text NOT NULL)');
  return {
    drive: driveLines(
      keyValues().map(({ key, value }) => execute(STATEMENT, [key, value])),
      async () => {
        const line = await open(primary);
        await line.send(prepare(STATEMENT, UPSERT));
        return line;
      },
      sqlState,
    ),
    async level() {
      const written = await ask(primary, 'SELECT pg_current_wal_lsn()');
      const replayed = `SELECT pg_last_wal_replay_lsn() >= '${written}'`;
      const answers = await Promise.all(standbys.map(port => ask(port, replayed)));
      return answers.every(answer => answer === 't');
    },
    digests: () => Promise.all(ports.map(async port => (await ask(port, DIGEST)) ?? 'no rows')),
  };
}

/** One new database, copied for each standby before it was ever started: the same as a base backup, but quicker. */
async function makeDataFolders(
  group: ServerGroup,
  program: Program,
  { followers, quorum, connections }: PeerSize,
  ports: readonly number[],
): Promise<string[]> {
  const folders = await Promise.all(ports.map((_, i) => group.makeFolder(`postgres-${i}`)));
  const [first, ...copies] = folders as [string, ...string[]];
  const initdb = join(dirname(program.path), 'initdb');
  const locale = ['--no-locale', '--encoding=UTF8', '--auth=trust'];
  await group.run(initdb, ['-D', first, '-U', USER, ...locale, '--no-sync', '--no-instructions']);
  for (const folder of copies) await group.run('cp', ['-R', `${first}/.`, folder]);
  for (const [i, folder] of folders.entries()) {
    const standby = i > 0;
    const settings = {
      port: ports[i]!,
      listen_addresses: "'127.0.0.1'",
      unix_socket_directories: "''",
      // Not below the default, which initdb has noted: a standby refuses less than its primary had.
      max_connections: Math.max(100, connections + SPARE_CONNECTIONS),
      cluster_name: `'s${i}'`,
      wal_keep_size: "'1GB'",
      // So that nothing is left in shared memory, whatever happens.
      dynamic_shared_memory_type: 'mmap',
      ...(standby
        ? { primary_conninfo: `'host=127.0.0.1 port=${ports[0]} user=${USER}'` }
        : {
            synchronous_standby_names: `'ANY ${quorum} (${standbyNames(followers)})'`,
            synchronous_commit: 'on',
          }),
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    await appendFile(join(folder, 'postgresql.conf'), lines.join(''));
    if (standby) await writeFile(join(folder, 'standby.signal'), '');
  }
  return folders;
}

function standbyNames(count: number): string {
  return Array.from({ length: count }, (_, i) => `s${i + 1}`).join(', ');
}

async function open(port: number): Promise<Line> {
  const line = await Line.open(port, isReady);
  await line.send(startup(USER, 'postgres'));
  return line;
}

async function ask(port: number, sql: string): Promise<string | null> {
  const line = await open(port);
  try {
    const reply = await line.send(query(sql));
    const state = sqlState(reply);
    if (state !== null) throw new Error(`PostgreSQL answered ${state} to: ${sql}`);
    return firstValue(reply);
  } finally {
    line.close();
  }
}
