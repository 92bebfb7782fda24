import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Text files that are in git, or would be with the next `git add`, by their path from the root. */
const files = new Map(
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
    .split('\0')
    .filter(path => path !== '' && existsSync(root + path))
    .map(path => [path, readFileSync(root + path, 'utf8')] as const)
    .filter(([, text]) => !text.includes('\0')),
);
const sources = [...files].filter(([path]) => /^(packages\/[^/]+|bench)\/src\/.*\.tsx?$/.test(path));

/** What a file imports, exports from, or imports dynamically. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map(([, name]) => name!);
}

/** A file's code without its comments, in which a rule may be talked about. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

const packageOf = (path: string) => (path.startsWith('bench/') ? 'bench' : path.split('/')[1]!);

t.test('the rules have something to look at', async t => {
  t.ok(sources.length > 50, `${sources.length} sources`);
  t.strictSame(
    importsOf(
      "import a from 'b';\nexport * from 'c';\nimport 'd';\nawait import('e');\nimport {\n f } from 'g'",
    ),
    [...'bcdeg'],
  );
});

t.test('imports point one way', async t => {
  const below: Readonly<Record<string, readonly string[]>> = {
    store: [],
    protocol: ['store'],
    leader: ['store', 'protocol'],
    follower: ['store', 'protocol'],
    node: ['store', 'protocol', 'leader', 'follower'],
    cluster: ['store', 'protocol', 'leader', 'follower', 'node'],
    client: ['protocol'],
    cli: ['protocol', 'client'],
    ui: ['protocol', 'client'],
    bench: ['store', 'protocol', 'leader', 'follower', 'node', 'cluster'],
  };
  for (const [path, text] of sources) {
    const own = packageOf(path);
    t.ok(below[own], `${path} is of a known package`);
    for (const name of importsOf(text)) {
      const other = /^@quorate\/([^/]+)/.exec(name)?.[1];
      if (other !== undefined) t.ok(below[own]?.includes(other), `${path} may import ${name}`);
      if (name.startsWith('.')) {
        const target = new URL(name, `file:///${path}`).pathname.slice(1);
        t.equal(packageOf(target), own, `${path} reaches ${name} by its package's name`);
      }
    }
  }
});

t.test('only the follower client and the client of users import undici', async t => {
  const allowed = ['packages/leader/src/followers/client.ts', 'packages/client/src/connection/connection.ts'];
  for (const [path, text] of sources) {
    if (packageOf(path) === 'bench' || allowed.includes(path)) continue;
    t.notOk(importsOf(text).includes('undici'), path);
  }
});

t.test('only plugins, routes and the node import Fastify', async t => {
  const allowed = [
    /^packages\/(leader|follower)\/src\/(.*\/)?(plugin|route|refuse)\.ts$/,
    /^packages\/node\/src\/(node|http\/.*|routes\/.*)\.ts$/,
    /^bench\/src\/baselines\/.*\.ts$/,
  ];
  for (const [path, text] of sources) {
    const imports = importsOf(text).some(name => /^(@fastify\/|fastify($|\/))/.test(name));
    if (imports)
      t.ok(
        allowed.some(pattern => pattern.test(path)),
        path,
      );
  }
});

t.test('only the node chooses a store engine', async t => {
  for (const [path, text] of sources) {
    if (['store', 'node'].includes(packageOf(path))) continue;
    t.notMatch(code(text), /\bopen(Lmdb|Memory)Store\b/, path);
  }
});

t.test('decisions are pure: no I/O, no clock, no randomness', async t => {
  const modules = [
    ...['version', 'last-write-wins', 'watermark', 'entry', 'record', 'page'].map(
      name => `packages/store/src/${name}.ts`,
    ),
    ...['quorum', 'admission', 'race', 'ledger', 'version'].map(
      name => `packages/leader/src/write/${name}.ts`,
    ),
    ...['transition', 'backoff', 'delay'].map(name => `packages/leader/src/followers/${name}.ts`),
    'packages/leader/src/takeover/consult.ts',
    'packages/follower/src/replicate/fence.ts',
    ...['backoff', 'failure', 'retry', 'sse', 'connection/nodes'].map(
      name => `packages/client/src/${name}.ts`,
    ),
  ];
  for (const path of modules) {
    const text = files.get(path);
    if (text === undefined) {
      t.fail(`${path} is gone; name its successor here`);
      continue;
    }
    const outside = importsOf(text).filter(name => !/^(\.|@quorate\/(store|protocol)$)/.test(name));
    t.strictSame(outside, [], `${path} imports nothing from outside`);
    const impure =
      /\b(Date|performance|setTimeout|setInterval|setImmediate|process|fetch|crypto)\b|Math\.random/;
    t.notMatch(code(text), impure, path);
  }
});

t.test('files are short', async t => {
  const lengths = sources.map(([path, text]) => [path, text.split('\n').length] as const);
  for (const [path, lines] of lengths) t.ok(lines < 400, `${path} has ${lines} lines`);
  const short = lengths.filter(([, lines]) => lines < 150).length;
  t.ok(short > 0.85 * lengths.length, `${short} of ${lengths.length} have fewer than 150 lines`);
});

t.test('no file names a path of the machine it was written on', async t => {
  // Put together here, so that this file keeps its own rule. The home of a user in a container is no such path.
  const machine = new RegExp(`(?<![\\w.~})-])/(${['work', 'root', 'Users', 'home(?!/node/)'].join('|')})/`);
  for (const [path, text] of files) {
    const line = text.split('\n').findIndex(line => machine.test(line));
    t.equal(line, -1, line === -1 ? path : `${path}:${line + 1}`);
  }
});
