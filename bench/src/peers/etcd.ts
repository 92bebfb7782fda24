import { driveHttp } from '../measure/load.ts';
import { freePorts } from '../servers/ports.ts';
import type { Program } from '../servers/program.ts';
import type { ServerGroup } from '../servers/server-group.ts';
import { keyValues } from '../throughput/bodies.ts';
import type { Peer, PeerSize } from './peer.ts';

/** The members of a `/v3/maintenance/status` reply that are used here; numbers come as text. */
interface Status {
  readonly header: { readonly member_id: string; readonly revision: string };
  readonly leader?: string;
  readonly raftIndex: string;
  readonly raftAppliedIndex: string;
}

/**
 * As many members as the other systems have processes. etcd's quorum is the majority of them and cannot be
 * chosen: with six, the leader and three more, which is just Quorate's quorum of 3.
 */
export async function assembleEtcd(
  group: ServerGroup,
  program: Program,
  { followers }: PeerSize,
): Promise<Peer> {
  const members = followers + 1;
  const ports = await freePorts(2 * members);
  const clientUrls = ports.slice(0, members).map(port => `http://127.0.0.1:${port}`);
  const peerUrls = ports.slice(members).map(port => `http://127.0.0.1:${port}`);
  const cluster = peerUrls.map((url, i) => `m${i}=${url}`).join(',');
  for (const [i, url] of clientUrls.entries()) {
    const folder = await group.makeFolder(`etcd-${i}`);
    const settings = {
      name: `m${i}`,
      'data-dir': folder,
      'listen-client-urls': url,
      'advertise-client-urls': url,
      'listen-peer-urls': peerUrls[i]!,
      'initial-advertise-peer-urls': peerUrls[i]!,
      'initial-cluster': cluster,
      'initial-cluster-state': 'new',
      logger: 'zap',
      'log-level': 'error',
    };
    const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    // Without this, etcd 3.4 refuses to start on arm64.
    const env = { ETCD_UNSUPPORTED_ARCH: 'arm64' };
    group.start({
      path: program.path,
      args,
      folder,
      stopSignal: 'SIGKILL',
      ...(process.arch === 'arm64' ? { env } : {}),
    });
  }
  await group.until('all members follow one leader', async () => {
    const leaders = (await Promise.all(clientUrls.map(status))).map(one => one.leader);
    return leaders[0] !== undefined && leaders[0] !== '0' && new Set(leaders).size === 1;
  });
  const bodies = keyValues().map(({ key, value }) =>
    JSON.stringify({ key: base64(key), value: base64(value) }),
  );
  return {
    async drive({ connections }, recorder, signal) {
      const url = await leaderUrl(clientUrls);
      await driveHttp({ url: `${url}/v3/kv/put`, bodies, connections }, recorder, signal);
    },
    async level() {
      const all = await Promise.all(clientUrls.map(status));
      const last = Math.max(...all.map(one => Number(one.raftIndex)));
      return all.every(one => Number(one.raftAppliedIndex) === last);
    },
    async digests() {
      const { header } = await status(await leaderUrl(clientUrls));
      const path = '/v3/maintenance/hash';
      const replies = clientUrls.map(url => post(`${url}${path}`, { revision: header.revision }));
      return (await Promise.all(replies)).map(reply => String((reply as { hash: number }).hash));
    },
  };
}

/** Writes go to the leader, as with the other systems; any other member would pass them on. */
async function leaderUrl(urls: readonly string[]): Promise<string> {
  const all = await Promise.all(urls.map(status));
  const at = all.findIndex(one => one.header.member_id === one.leader);
  if (at < 0) throw new Error('etcd has no leader.');
  return urls[at]!;
}

async function status(url: string): Promise<Status> {
  return (await post(`${url}/v3/maintenance/status`, {})) as Status;
}

async function post(url: string, body: object): Promise<unknown> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`etcd answered ${reply.status} to ${new URL(url).pathname}.`);
  return reply.json();
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
