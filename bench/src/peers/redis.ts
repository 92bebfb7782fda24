import { freePorts } from '../servers/ports.ts';
import { isAtLeast, type Program } from '../servers/program.ts';
import type { ServerGroup } from '../servers/server-group.ts';
import { keyValues } from '../throughput/bodies.ts';
import { Line } from '../wire/line.ts';
import { respCommand, respReplies } from '../wire/resp.ts';
import { driveLines, type Peer, type PeerSize } from './peer.ts';

/** As Quorate's own WRITE_TIMEOUT_MS. */
const ACK_TIMEOUT_MS = 5000;
export const WAITAOF_SINCE = '7.2';

/** A primary and its replicas, all with the defaults but for what is named here. */
export async function assembleRedis(
  group: ServerGroup,
  program: Program,
  { followers, quorum }: PeerSize,
  fsync: boolean,
): Promise<Peer> {
  const ports = await freePorts(followers + 1);
  const primary = ports[0]!;
  for (const [i, port] of ports.entries()) {
    const folder = await group.makeFolder(`redis-${i}`);
    const settings = {
      port: `${port}`,
      bind: '127.0.0.1',
      dir: folder,
      loglevel: 'warning',
      save: '',
      appendonly: fsync ? 'yes' : 'no',
      appendfsync: 'always',
      'repl-diskless-sync-delay': '0',
      'enable-debug-command': 'local',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    if (i > 0) args.push('--replicaof', '127.0.0.1', `${primary}`);
    group.start({ path: program.path, args, folder, stopSignal: 'SIGKILL' });
    // A replica that finds no primary tries again only after a second.
    await group.until(`redis ${i} answers`, async () => (await ask(port, 'PING')).startsWith('+PONG'));
  }
  await group.until('all replicas are connected', async () => {
    const online = (await ask(primary, 'INFO', 'replication')).match(/state=online/g) ?? [];
    return online.length === followers;
  });
  const waitForFsync = fsync && isAtLeast(program.version, WAITAOF_SINCE);
  const wait = waitForFsync
    ? respCommand('WAITAOF', '1', `${quorum}`, `${ACK_TIMEOUT_MS}`)
    : respCommand('WAIT', `${quorum}`, `${ACK_TIMEOUT_MS}`);
  return {
    // Both commands in one packet: a client that wants the ack sends them so, and it spares Redis a round trip.
    drive: driveLines(
      keyValues().map(({ key, value }) => respCommand('SET', key, value) + wait),
      () => Line.open(primary, respReplies(2)),
      reply => writeFailure(reply.toString('latin1'), quorum),
    ),
    async level() {
      const [sent, ...had] = await Promise.all(ports.map(offset));
      return had.every(one => one === sent);
    },
    digests: () => Promise.all(ports.map(port => ask(port, 'DEBUG', 'DIGEST'))),
  };
}

/** What is wrong with the replies to SET and then WAIT (a number) or WAITAOF (local and replicas); null: nothing. */
export function writeFailure(replies: string, quorum: number): string | null {
  const error = /^-(\S+)/m.exec(replies);
  if (error) return error[1]!;
  const acks = Number(replies.slice(replies.lastIndexOf(':') + 1));
  return acks >= quorum ? null : 'too few acks';
}

async function offset(port: number): Promise<string> {
  const text = await ask(port, 'INFO', 'replication');
  const field = text.includes('role:slave') ? 'slave_repl_offset' : 'master_repl_offset';
  return new RegExp(`^${field}:(\\d+)`, 'm').exec(text)?.[1] ?? 'none';
}

async function ask(port: number, ...command: string[]): Promise<string> {
  const line = await Line.open(port, respReplies(1));
  try {
    return (await line.send(respCommand(...command))).toString('latin1');
  } finally {
    line.close();
  }
}
