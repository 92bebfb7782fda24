import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cluster, untilReady } from '@quorate/cluster';
import t, { type Test } from 'tap';
import { parseAllDocuments } from 'yaml';
import { dump, freeBase, start, untilIdentical, write } from '../packages/cluster/test/clusters.ts';
import { blocks, run, startGroup, steps, withPorts } from './doc-runs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = await readFile(join(root, 'docs/backup.md'), 'utf8');

// Some twenty nodes, and perhaps a busy machine.
t.setTimeout(300_000);

/** The block of the page that begins so. */
function block(language: string, beginning: string): string {
  const found = blocks(page, language).find(({ text }) => text.startsWith(beginning));
  if (found === undefined)
    throw new Error(`docs/backup.md has no ${language} block that begins ${beginning}`);
  return found.text;
}

async function temporary(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quorate-backup-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command of the page in a folder of its own, on this cluster. */
function shell(command: string, folder: string, cluster: Cluster) {
  const bin = join(root, 'node_modules/.bin');
  // npx looks for the command line in the project that it stands in, so it is called by its name here.
  const known = `npx() { "$@"; }; quorate() { node ${join(root, 'packages/cli/bin/quorate.js')} "$@"; }; `;
  const setting = `export PATH="${bin}:$PATH" QUORATE_URL=${cluster.leader.url}; ${known}`;
  const urls = cluster.nodes.map(({ url }) => url);
  return run('bash', ['-c', setting + withPorts(command, urls)], '', folder);
}

async function seed({ leader }: Cluster, followers = 5): Promise<void> {
  await write(leader, { key: 'flags/dark-mode', value: { on: true } });
  await write(leader, { key: 'flags/beta', value: false });
  await write(leader, { key: 'stock/a "quoted" key', value: null });
  await write(leader, { key: 'stock/pears', value: 4, quorum: followers });
}

t.test('the commands of docs/backup.md print what it says, in its order', async t => {
  const folder = await temporary(t);
  const cluster = await start(t);
  await seed(cluster);

  const rehearsal = block('sh', 'PORT=6000');
  const base = await freeBase(6);
  const command = rehearsal.replace('6000', String(base)).replace('rehearsal', join(folder, 'rehearsal'));
  t.teardown(startGroup(`export PATH="$PWD/node_modules/.bin:$PATH"; ${command}`, root).end);
  await untilAnswers(`http://127.0.0.1:${base}/readyz`);

  const commands = blocks(page, 'console').flatMap(({ text }) => steps(text));
  t.ok(commands.length >= 10, `${commands.length} commands`);
  for (const { command, output } of commands) {
    const local = command.replace('localhost:6000', `localhost:${base}`);
    const { stdout, stderr } = await shell(local, folder, cluster);
    t.equal(stdout.trimEnd(), output.trimEnd(), `${command}\n${stderr}`);
  }
});

async function untilAnswers(url: string): Promise<void> {
  for (let i = 0; ; i++) {
    const reply = await fetch(url).catch(() => undefined);
    if (reply?.ok) return;
    if (i > 300) throw new Error(`${url} is not ready`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

t.test('the lines for cron leave a whole dump, and remove old ones', async t => {
  const folder = await temporary(t);
  const cluster = await start(t, { followers: 1 });
  await write(cluster.leader, { key: 'a', value: 1 });
  const lines = block('crontab', '17 3').trimEnd().split('\n');
  t.equal(lines.length, 2);
  await writeFile(join(folder, 'quorate-old.ndjson'), '');
  await run('touch', ['-d', '20 days ago', join(folder, 'quorate-old.ndjson')]);
  for (const line of lines) {
    // What cron makes of it: five fields of time, then a command in which \% is a percent sign.
    const [, command] = /^(?:\S+ ){5}(.*)$/.exec(line) ?? [];
    const local = command!
      .replaceAll('\\%', '%')
      .replaceAll('/var/backups', folder)
      .replace('/srv/quorate', folder);
    const { code, stderr } = await shell(local, folder, cluster);
    t.equal(code, 0, stderr);
  }
  const [file, ...more] = await readdir(folder);
  t.same(more, [], 'the old one is gone');
  t.match(file, /^quorate-\d{8}T\d{6}Z\.ndjson$/);
  t.match(JSON.parse(await readFile(join(folder, file!), 'utf8')), { key: 'a', value: 1 });
});

t.test('the CronJob leaves a whole dump, and keeps fourteen', async t => {
  const folder = await temporary(t);
  const cluster = await start(t, { followers: 1 });
  await write(cluster.leader, { key: 'a', value: 1 });
  const text = await readFile(join(root, 'deploy/kubernetes/backup.yaml'), 'utf8');
  const job = parseAllDocuments(text).find(document => document.get('kind') === 'CronJob');
  const path = ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'command', 2];
  const script = job?.getIn(path) as string;
  for (let day = 10; day < 26; day++)
    await writeFile(join(folder, `quorate-202001${day}T031700Z.ndjson`), '');
  await writeFile(join(folder, 'notes'), '');
  const { code, stderr } = await shell(`set -eu; ${script.replace('/backup', folder)}`, folder, cluster);
  t.equal(code, 0, stderr);
  const files = (await readdir(folder)).toSorted();
  t.equal(files.length, 15, 'fourteen dumps, and what is none of them');
  t.ok(files.includes('notes') && files.includes('quorate-20200125T031700Z.ndjson'));
  t.notOk(files.includes('quorate-20200112T031700Z.ndjson'));
  t.match(JSON.parse(await readFile(join(folder, files.at(-1)!), 'utf8')), { key: 'a', value: 1 });
});

t.test('a cold copy of the leader’s folder brings all of them back', async t => {
  const { dataDir, ...cluster } = await start(t, { followers: 2 });
  await seed(cluster, 2);
  const { leader, nodes } = cluster;
  await untilIdentical(nodes);
  const before = await dump(leader);
  const folder = await temporary(t);
  const cold = (command: string) =>
    run('bash', ['-ec', command.replaceAll(/\bdata\b/g, dataDir)], '', folder);

  await leader.stop();
  const copied = await cold(block('sh', 'tar -czf'));
  t.equal(copied.code, 0, copied.stderr);
  leader.restart();
  await untilReady(leader);
  await write(leader, { key: 'flags/beta', value: 'a mistake', quorum: 2 });

  await Promise.all(nodes.map(node => node.stop()));
  const back = await cold(block('sh', 'rm -rf'));
  t.equal(back.code, 0, back.stderr);
  t.same(await readdir(dataDir), ['leader'], 'the folders of the followers are empty');
  for (const node of nodes) node.restart();
  await Promise.all(nodes.map(untilReady));
  await untilIdentical(nodes);
  t.equal(await dump(leader), before);
});
