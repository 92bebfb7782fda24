import { readFileSync } from 'node:fs';
import t from 'tap';
import { parse, quorate } from './quorate.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

t.test('help', async t => {
  const help = await quorate(t, ['--help']);
  t.match(help, { code: 0, stderr: '' });
  t.matchSnapshot(help.stdout, 'of all');
  for (const command of [
    'get',
    'put',
    'del',
    'ls',
    'watch',
    'batch',
    'status',
    'dump',
    'restore',
    'bench',
    'token',
  ]) {
    const { code, stdout } = await parse([command, '--help']);
    t.equal(code, 0);
    t.matchSnapshot(stdout, `of ${command}`);
    t.match(readme, `quorate ${command}`, 'it stands in the README');
    for (const [option] of stdout.split('Global Options:')[0]!.matchAll(/--(?!help)[a-z-]+/g)) {
      t.match(readme, option, `${option} of ${command} stands in the README`);
    }
  }
});

t.test('the version', async t => {
  t.match(await quorate(t, ['--version']), { code: 0, stdout: /^\d+\.\d+\.\d+\n$/, stderr: '' });
});

t.test('no command at all', async t => {
  const { code, stdout, stderr } = await quorate(t, []);
  t.equal(code, 2);
  t.equal(stdout, '');
  t.match(stderr, /^Usage: quorate /);
});

t.test('wrong usage is told in one line', async t => {
  const cases: [string[], RegExp][] = [
    [['frobnicate'], /Unknown command 'frobnicate'/],
    [['get'], /Missing required argument 'key'/],
    [['get', 'a', 'b'], /Too many arguments/],
    [['get', 'a', '--nope'], /Unknown option '--nope'/],
    [['get', 'a', '--consistency', 'strong'], /local, committed, linearizable/],
    [['get', 'a', '--min-version', '-1'], /whole number of at least 0/],
    [['put', 'a', '1', '--quorum', '0'], /whole number of at least 1/],
    [['put', 'a', '1', '--ttl', '1.5'], /whole number/],
    [['put', 'a', '1e999'], /1e999 has no exact form/],
    [['put', 'a', '12345678901234567890'], /12345678901234567890 has no exact form/],
    [['get', 'a', '--timeout', 'soon'], /whole number from 1 to/],
    [['bench', '--seconds', '601'], /whole number from 1 to 600/],
    [['get', 'a', '--url', 'ftp://a'], /ftp:/],
    [['get', 'a', '--url', 'http://a/path'], /path/],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await parse(args);
    t.equal(code, 2, args.join(' '));
    t.equal(stdout, '');
    t.match(stderr, /^quorate: (USAGE|INVALID_REQUEST): [^\n]+\n$/);
    t.match(stderr, message);
  }
  const { code, stdout, stderr } = await quorate(t, ['--json', 'get']);
  t.strictSame([code, stdout], [2, '']);
  t.match(JSON.parse(stderr), { error: { code: 'USAGE' } });
  t.match(await quorate(t, ['nonsense']), { code: 2, stdout: '', stderr: /^quorate: USAGE: [^\n]+\n$/ });
});

t.test('an old Node hands over to the one that came with the packages', async t => {
  const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})`;
  const { code, stdout, stderr } = await quorate(t, ['--version'], { nodeArgs: ['--import', old] });
  t.strictSame([code, stderr], [0, '']);
  t.match(stdout, /^\d+\.\d+\.\d+\n$/);
  t.equal((await quorate(t, ['nonsense'], { nodeArgs: ['--import', old] })).code, 2, 'its exit code is ours');
});
