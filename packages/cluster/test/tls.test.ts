import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, createServer } from 'node:https';
import { type AddressInfo, connect as connectPlainly } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import { banner } from '../src/banner.ts';
import { type Cluster, freePorts, NodeProcess, startCluster, untilReady } from '../src/index.ts';
import { readSettings } from '../src/settings.ts';
import { type Asked, ask, makeCertificates, makeFolder, tlsOf } from './certificates.ts';
import { until } from './clusters.ts';

const TOKEN = 'a-token-that-the-cluster-shares';
const bearer = { authorization: `Bearer ${TOKEN}` };
const NODES = ['leader', 'follower-1', 'follower-2'];

interface Secured extends Cluster {
  readonly folder: string;
  /** What clients trust. */
  readonly ca: string;
  readonly log: string[];
}

/** A leader and two followers with certificates of one CA, and a token. */
async function startSecured(t: Test, env: Record<string, string> = {}): Promise<Secured> {
  const folder = await makeFolder(t);
  await makeCertificates(folder, ...NODES);
  const log: string[] = [];
  const cluster = await startCluster({
    followers: 2,
    writeQuorum: 2,
    durability: 'memory',
    env: { CLUSTER_TOKEN: TOKEN, FOLLOWER_TIMEOUT_MS: '1000', HEARTBEAT_MS: '100', ...env },
    environmentOf: id => tlsOf(folder, id),
    onLog: (id, line) => log.push(`${id} ${line}`),
  });
  t.teardown(() => cluster.stop());
  return { ...cluster, folder, ca: await readFile(join(folder, 'ca.pem'), 'utf8'), log };
}

async function identity(folder: string, id: string): Promise<{ cert: string; key: string }> {
  const [cert, key] = await Promise.all(
    ['cert.pem', 'key.pem'].map(name => readFile(join(folder, id, name), 'utf8')),
  );
  return { cert: cert!, key: key! };
}

const put = (ca: string, key: string, value: unknown): Asked => ({
  ca,
  method: 'POST',
  body: { key, value, quorum: 2 },
});

t.test('a cluster writes and reads over mutual TLS, and its clients need no certificate', async t => {
  const { leader, nodes, ca } = await startSecured(t);
  const written = await ask(`${leader.url}/write`, put(ca, 'a', 1));
  t.match(written, { status: 200, body: { acks: 2 } });
  for (const { id, url } of nodes) {
    t.match(url, /^https:/, id);
    const read = await ask(`${url}/read?key=a&minVersion=${written.body['version']}`, { ca });
    t.match(read, { status: 200, body: { value: 1 } }, id);
    t.match((await ask(`${url}/status`, { ca })).body, { url }, `${id} tells clients to use https`);
  }
});

t.test('who has the token, but no certificate of the cluster’s CA, cannot replicate', async t => {
  const { followers, folder, ca } = await startSecured(t);
  const { url } = followers[0]!;
  const others = await makeFolder(t);
  await makeCertificates(others, 'leader');
  const ownCa = await readFile(join(others, 'ca.pem'), 'utf8');
  const strangers: Record<string, Asked> = {
    'no certificate': {},
    'one that signed itself': { cert: ownCa, key: await readFile(join(others, 'ca-key.pem'), 'utf8') },
    'one of another CA, with the same name': await identity(others, 'leader'),
  };
  const paths = [
    '/replicate',
    '/replicate/entries?after=0&limit=1',
    '/replicate/range?after=&limit=1&detail=false',
  ];
  for (const [who, shown] of Object.entries(strangers)) {
    const stranger = { ...shown, ca, headers: bearer };
    for (const path of paths) {
      const refused = await ask(url + path, stranger);
      t.match(refused, { status: 403, body: { error: { code: 'CERTIFICATE_REQUIRED' } } }, `${who}: ${path}`);
    }
    const posted = await ask(`${url}/replicate`, { ...stranger, method: 'POST', body: { epoch: 9_999 } });
    t.equal(posted.status, 403, `${who}: POST`);
    t.equal((await ask(`${url}/ping`, stranger)).status, 200, `${who}: other routes are open`);
  }
  const leader = { ...(await identity(folder, 'leader')), ca };
  t.match(
    await ask(`${url}/replicate`, { ...leader, headers: bearer }),
    { status: 200 },
    'the leader gets in',
  );
  t.match(
    await ask(`${url}/replicate`, leader),
    { status: 401, body: { error: { code: 'UNAUTHORIZED' } } },
    'the certificate does not stand for the token',
  );
});

t.test('a session that is resumed is no better than the one before, and no worse', async t => {
  const { followers, ca, folder } = await startSecured(t);
  const leader = await identity(folder, 'leader');
  const { url } = followers[0]!;
  const cases = (['TLSv1.2', 'TLSv1.3'] as const).flatMap(version => [
    { version, shown: {}, status: 403 },
    { version, shown: leader, status: 200 },
  ]);
  for (const { version, shown, status } of cases) {
    const tls = { ...shown, ca, minVersion: version, maxVersion: version };
    const agent = new Agent({ ...tls, maxCachedSessions: 10 });
    let resumed = 0;
    for (let i = 0; i < 4; i++) {
      const answer = await ask(`${url}/replicate`, { agent, headers: bearer });
      t.equal(answer.status, status, `${version}, request ${i}, resumed: ${answer.resumed}`);
      if (answer.resumed) resumed++;
    }
    t.ok(resumed > 0, `${resumed} sessions were resumed with ${version}`);
    agent.destroy();
  }
});

t.test('plain HTTP and old TLS are hung up on, and harm nothing', async t => {
  const { leader, ca } = await startSecured(t);
  const { hostname, port } = new URL(leader.url);
  await t.rejects(fetch(leader.url.replace('https:', 'http:'), { signal: AbortSignal.timeout(10_000) }), {
    name: 'TypeError',
  });
  const socket = connectPlainly({ host: hostname, port: Number(port) });
  socket.setTimeout(10_000, () => socket.destroy(new Error('Not hung up on.')));
  socket.write('GET /ping HTTP/1.1\r\nhost: a\r\n\r\n');
  const answer = await text(socket).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  t.match(answer, /^(ECONNRESET|EPIPE|[^H]{0,16})$/, 'no HTTP comes back');
  const old = { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await t.rejects(ask(`${leader.url}/ping`, old), { code: /SSL|ECONNRESET|EPROTO/ });
  t.equal((await ask(`${leader.url}/ping`, { ca, maxVersion: 'TLSv1.2' })).status, 200, 'TLS 1.2 is taken');
  t.match(await ask(`${leader.url}/write`, put(ca, 'a', 1)), { status: 200 });
});

t.test('who connects and says nothing keeps no node from stopping in good order', async t => {
  // So long that the handshake would outlast the limit of a stop.
  const { leader, log } = await startSecured(t, { HEADERS_TIMEOUT_MS: '60000' });
  const { hostname, port } = new URL(leader.url);
  const silent = connectPlainly({ host: hostname, port: Number(port) });
  silent.on('error', () => {});
  t.teardown(() => silent.destroy());
  await once(silent, 'connect');
  await leader.stop();
  t.strictSame(await leader.exited, { code: 0, signal: null, expected: true });
  t.ok(log.some(line => line.includes('"node_stopped"')));
});

t.test('certificates are renewed, and the CA replaced, without a restart', async t => {
  const { leader, followers, nodes, folder, ca, log } = await startSecured(t);
  const told = (event: string) => log.filter(line => line.includes(`"${event}"`)).length;
  const hup = async (event: string) => {
    const wanted = told(event) + nodes.length;
    for (const node of nodes) node.kill('SIGHUP');
    await until(`all say ${event}`, () => told(event) >= wanted);
  };
  const serial = async (trusted: string) =>
    (await ask(`${leader.url}/ping`, { ca: trusted })).certificate.serialNumber;
  const followersAnew = async () => {
    for (const follower of followers) {
      await follower.stop();
      follower.restart();
      await untilReady(follower);
    }
  };
  const writes = (when: string) =>
    until(`a write has both followers, ${when}`, async () => {
      const { status } = await ask(`${leader.url}/write`, put(renewedCa, 'b', 2));
      return status === 200;
    });
  const first = await serial(ca);
  await makeCertificates(folder, ...NODES);
  t.equal(await serial(ca), first, 'nothing changes before the signal');
  await hup('tls_renewed');
  t.not(await serial(ca), first);

  const others = await makeFolder(t);
  await makeCertificates(others, ...NODES);
  const renewedCa = await readFile(join(others, 'ca.pem'), 'utf8');
  for (const id of NODES) await writeFile(join(folder, id, 'ca.pem'), ca + renewedCa);
  await writeFile(join(folder, 'leader/key.pem'), await readFile(join(others, 'leader/key.pem')));
  await writeFile(join(folder, 'leader/cert.pem'), await readFile(join(others, 'leader/cert.pem')));
  await hup('tls_renewed');
  await followersAnew();
  await writes('while both CAs are believed');

  for (const id of NODES) {
    for (const file of ['cert.pem', 'key.pem', 'ca.pem'])
      await writeFile(join(folder, id, file), await readFile(join(others, id, file)));
  }
  await hup('tls_renewed');
  await t.rejects(ask(`${leader.url}/ping`, { ca }), { code: /SIGNATURE|ISSUER|SELF_SIGNED/ });
  // The leader has to connect anew, with its new certificate, to one that believes the new CA only.
  await followersAnew();
  await writes('once the new one alone is');

  const before = await serial(renewedCa);
  for (const id of NODES) await writeFile(join(folder, id, 'key.pem'), 'nonsense');
  await hup('tls_refused');
  t.match(log.at(-1), /TLS_KEY_FILE holds no PEM of a private key/);
  t.notMatch(log.at(-1), 'nonsense');
  t.equal(await serial(renewedCa), before, 'those from before stand');
});

t.test('a leader tells nothing to a follower whose certificate it cannot verify', async t => {
  const folder = await makeFolder(t);
  const others = await makeFolder(t);
  await makeCertificates(folder, 'leader', 'follower-1', 'elsewhere=elsewhere.test');
  await makeCertificates(others, 'follower-1');
  const cases: [string, { cert: string; key: string }, boolean][] = [
    ['of another CA', await identity(others, 'follower-1'), false],
    ['for another name', await identity(folder, 'elsewhere'), false],
    ['as it should be', await identity(folder, 'follower-1'), true],
  ];
  for (const [what, shown, trusted] of cases) {
    let connections = 0;
    let requests = 0;
    const follower = createServer(shown, (_request, response) => {
      requests++;
      response.writeHead(503).end('{}');
    });
    follower.on('connection', () => connections++).on('tlsClientError', () => {});
    follower.listen(0, '127.0.0.1');
    await once(follower, 'listening');
    const [port] = await freePorts(1);
    const leader = new NodeProcess({
      id: 'leader',
      role: 'leader',
      url: `https://127.0.0.1:${port}`,
      environment: {
        ...tlsOf(folder, 'leader'),
        ROLE: 'leader',
        PORT: String(port),
        FOLLOWERS: `https://127.0.0.1:${(follower.address() as AddressInfo).port}`,
        WRITE_QUORUM: '1',
        DURABILITY: 'memory',
        CLUSTER_TOKEN: TOKEN,
        HEARTBEAT_MS: '50',
      },
    });
    try {
      await until(`the leader tried one ${what}`, () => (trusted ? requests > 0 : connections >= 3));
      t.equal(requests > 0, trusted, `${what}: ${requests} requests in ${connections} connections`);
    } finally {
      await leader.stop();
      follower.closeAllConnections();
      follower.close();
    }
  }
});

t.test('six nodes of one machine share one certificate, and are named by https', async t => {
  const folder = await makeFolder(t);
  await makeCertificates(folder, 'all');
  const tls = tlsOf(folder, 'all');
  const { cluster, writeQuorum, durability } = readSettings({ ...tls, DURABILITY: 'memory' });
  const { basePort: _, dataDir: __, ...settings } = cluster;
  const running = await startCluster({ ...settings, followers: 1, writeQuorum: 1 });
  t.teardown(() => running.stop());
  const text = banner(running, writeQuorum, durability, tls['TLS_CA_FILE']);
  t.match(text, `curl -s --cacert ${tls['TLS_CA_FILE']} ${running.leader.url}/write`);
  t.match(running.leader.url, /^https:/);
});
