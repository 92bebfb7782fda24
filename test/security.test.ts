import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@quorate/client';
import { startCluster } from '@quorate/cluster';
import t, { type Test } from 'tap';
import { blocks, type Ran, steps, withPorts } from './doc-runs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const [making, using] = blocks(readFileSync(`${root}docs/security.md`, 'utf8'), 'console');

function shell(command: string, env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', command], {
      cwd: root,
      env: { PATH: `${root}node_modules/.bin:${process.env['PATH']}`, HOME: tmpdir(), ...env },
      timeout: 30_000,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', chunk => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', chunk => (stderr += chunk));
    child.on('error', reject).on('close', code => resolve({ code, stdout, stderr }));
  });
}

async function makeToken(scope: string): Promise<{ token: string; line: string }> {
  const command = steps(making!.text)[0]!.command.replace('--scope write', `--scope ${scope}`);
  const { stdout, stderr } = await shell(command.replace('--name app', `--name ${scope}r`), {});
  const [, token, line] = /^([\w-]{43})\n([\w.-]+:\w+:[0-9a-f]{64})\n$/.exec(stdout) ?? [];
  if (token === undefined || line === undefined) throw new Error(`no token: ${stdout}${stderr}`);
  return { token, line };
}

async function folder(t: Test): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'quorate-security-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

t.test('docs/security.md does what it says, and no log tells a secret', async t => {
  const [app, admin] = [await makeToken('write'), await makeToken('admin')];
  t.not(app.token, (await makeToken('write')).token);
  const file = join(await folder(t), 'clients');
  await writeFile(file, `# who may what\n${app.line}\n${admin.line}\n`);
  const clusterToken = 'a cluster token of sixteen characters'.replaceAll(' ', '-');
  const logs: string[] = [];
  const cluster = await startCluster({
    env: { CLIENT_TOKENS_FILE: file, CLUSTER_TOKEN: clusterToken, LOG_LEVEL: 'trace', FAULTS: 'true' },
    onLog: (_id, line) => logs.push(line),
  });
  t.teardown(() => cluster.stop());
  const urls = cluster.nodes.map(({ url }) => url);
  const env = { QUORATE_TOKEN: app.token, QUORATE_URL: cluster.leader.url };
  for (const { command, output } of steps(using!.text)) {
    const { stdout, stderr } = await shell(withPorts(command, urls), env);
    t.equal(scrub(stdout), scrub(output.trimEnd()), `${command}\n${stderr}`);
  }

  const without = await shell('npx quorate get a', { QUORATE_URL: cluster.leader.url });
  t.match(without, { code: 1, stdout: '', stderr: /^quorate: UNAUTHORIZED: / });
  const status = await shell('npx quorate status', { QUORATE_URL: cluster.leader.url });
  t.match(status.stderr, /^quorate: UNAUTHORIZED: /);

  const client = createClient({ urls, token: app.token });
  t.teardown(() => client.close());
  await client.put('b', 2);
  t.match(await client.get('b'), { value: 2 });
  const changes = client.watch({ prefix: 'b' });
  t.match((await changes[Symbol.asyncIterator]().next()).value, { key: 'b', value: 2 });
  const stranger = createClient({ urls });
  t.teardown(() => stranger.close());
  await t.rejects(stranger.put('b', 3), { name: 'AccessError', code: 'UNAUTHORIZED', status: 401 });
  t.throws(() => createClient({ urls, token: 'two words' }), { code: 'INVALID_REQUEST' });

  await fetch(`${cluster.leader.url}/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ follower: '*', kind: 'delay', maxMs: 1, durationMs: 1 }),
  });
  await cluster.stop();
  const text = logs.join('\n');
  t.match(text, 'fault_injected', 'the log is that of these nodes');
  for (const secret of [app.token, admin.token, clusterToken, app.line.split(':')[2]!])
    t.notMatch(text, secret);
});

t.test('a token of the wrong kind is refused before anything listens', async t => {
  const wrong = await shell('npm run --silent node', {
    ROLE: 'follower',
    PORT: '1',
    CLIENT_TOKENS: 'the token itself',
  });
  t.match(wrong, { code: 1, stderr: /CLIENT_TOKENS: entry 1 is not name:scope:sha256/ });
  t.notMatch(wrong.stderr, 'the token itself');
});

/** Without what differs from run to run. */
function scrub(text: string): string {
  return text
    .trim()
    .replace(/"requestId":"[^"]*"/g, '"requestId":"ID"')
    .replace(/"durationMs":[\d.]+/g, '"durationMs":0')
    .replace(/"acks":\d/g, '"acks":A');
}
