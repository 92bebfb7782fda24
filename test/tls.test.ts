import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts, isReady, startCluster } from '@quorate/cluster';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { blocks, type Ran, run, withPorts } from './doc-runs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFile(join(root, path), 'utf8');
const NODES = ['leader', 'follower-1', 'follower-2', 'follower-3', 'follower-4', 'follower-5'];

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited 30 s in vain until ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

interface Background {
  readonly output: () => string;
}

/** Starts a command that goes on until the test ends, with all that it starts. */
function startInBackground(t: Test, command: string): Background {
  const child = spawn('bash', ['-c', command], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', chunk => (output += chunk));
  const ended = once(child, 'close');
  t.teardown(async () => {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM');
    const kill = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 15_000);
    await ended;
    clearTimeout(kill);
  });
  return { output: () => output };
}

async function folderOf(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quorate-tls-docs-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

t.test('the commands of docs/tls.md do what it says, in its order', async t => {
  const ports = await freePorts(2);
  const urls = ports.map(port => `https://localhost:${port}`);
  const folder = await folderOf(t);
  const local = (text: string) =>
    withPorts(text, urls)
      .replace(/\bPORT=500([01])/g, (_, place: string) => `PORT=${ports[Number(place)]}`)
      .replaceAll('./certificates', join(folder, 'certificates'))
      .replaceAll('./data', join(folder, 'data'));
  const path = 'unset NODE_EXTRA_CA_CERTS; export PATH="$PWD/node_modules/.bin:$PATH"; ';
  const nodes: Background[] = [];
  const ran: Ran[] = [];
  for (const { text } of blocks(await read('docs/tls.md'), 'sh')) {
    const command = path + local(text);
    if (text.includes('npm run node')) {
      const node = startInBackground(t, command);
      nodes.push(node);
      // A follower is ready once a leader talks to it.
      await until(`it listens: ${node.output()}`, () => node.output().includes('"node_started"'));
      if (text.includes('ROLE=leader'))
        await until(`the leader is ready: ${node.output()}`, () => isReady(urls[0]!));
    } else {
      const result = await run('bash', ['-ec', command], '', root);
      t.equal(result.code, 0, `${text}\n${result.stderr}`);
      ran.push(result);
    }
  }
  const printed = ran.map(({ stdout }) => stdout);
  t.match(printed[0], /leader: leader,localhost,127\.0\.0\.1,::1\n.*follower-1: /);
  t.match(
    printed[1],
    /"version":\d+[\s\S]*hello/,
    'a write with curl, a read with the client for TypeScript',
  );
  t.equal(printed[2], '403\n');
  t.equal(printed[3], printed[0], 'renewed');
  t.equal(printed.length, 4);

  for (const node of nodes) {
    const pid = Number(/"pid":(\d+)/.exec(node.output())?.[1]);
    process.kill(pid, 'SIGHUP');
    await until('the node says so', () => node.output().includes('"tls_renewed"'));
  }

  // The client says why, and that nothing was stored, where the CA is not known.
  const distrusting = await run('bash', ['-c', `${path}npx quorate --url ${urls[0]} put a 1`], '', root);
  t.not(distrusting.code, 0);
  t.match(distrusting.stderr, /certificate/);
  t.notMatch(distrusting.stderr, /may (yet|have)|indeterminate/);
});

t.test('the health check of the image follows the settings', async t => {
  const folder = await folderOf(t);
  await run('sh', [join(root, 'deploy/make-certificates.sh'), folder, 'node=elsewhere.test']);
  const [, check] = /^ +CMD (\[.*\])$/m.exec(await read('deploy/Dockerfile'))!;
  const [command, ...args] = JSON.parse(check!) as string[];
  t.equal(command, 'node');
  const own = { TLS_CERT_FILE: join(folder, 'node/cert.pem'), TLS_KEY_FILE: join(folder, 'node/key.pem') };
  const clear = await startCluster({ followers: 1, durability: 'memory' });
  t.teardown(() => clear.stop());
  const secured = await startCluster({
    followers: 1,
    durability: 'memory',
    // Its certificate is for another name, as a container's is for the one that it has outside.
    environmentOf: id => (id === 'leader' ? { ...own, HEARTBEAT_MS: '100' } : {}),
  });
  t.teardown(() => secured.stop());
  const exit = async (url: string, environment: Record<string, string>) => {
    const settings = { PORT: new URL(url).port, HEALTH_PATH: '/readyz', ...environment };
    const child = spawn(process.execPath, args, { env: settings, timeout: 20_000 });
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  };
  t.equal(await exit(clear.leader.url, {}), 0);
  t.equal(await exit(clear.leader.url, { TLS_CERT_FILE: '' }), 0, 'as compose passes on what is not set');
  t.equal(await exit(secured.leader.url, own), 0);
  t.equal(await exit(secured.leader.url, {}), 1);
  t.equal(await exit(clear.leader.url, own), 1);
  t.equal(await exit(secured.leader.url, { ...own, HEALTH_PATH: '/nothing' }), 1);
});

interface Compose {
  readonly services: Record<
    string,
    { readonly environment: Record<string, string>; readonly volumes: readonly string[] }
  >;
}

t.test('the overlay of compose gives each node its own certificate, and https to all', async t => {
  const [base, overlay] = (await Promise.all(
    ['compose.yaml', 'deploy/compose.tls.yaml'].map(async path => parse(await read(path), { merge: true })),
  )) as [Compose, Compose];
  t.same(Object.keys(overlay.services), NODES);
  for (const id of NODES) {
    const { environment, volumes } = overlay.services[id]!;
    const plain = base.services[id]!.environment;
    t.equal(plain['TLS_CERT_FILE'], `\${TLS_CERT_FILE:-}`, `${id} takes it from the environment`);
    t.same(volumes, [`\${CERTIFICATES:-./certificates}/${id}:/certificates:ro`], id);
    t.equal(environment['ADVERTISE_URL'], plain['ADVERTISE_URL']!.replace('http:', 'https:'), id);
    t.equal(environment['FOLLOWERS'], plain['FOLLOWERS']?.replaceAll('http:', 'https:'), id);
    t.equal(environment['TLS_KEY_FILE'], '/certificates/key.pem', id);
  }
});
