import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { deadUrl, fakeNode, refusal, statusOf } from '../../client/test/fake-node.ts';
import { until } from '../../cluster/test/clusters.ts';
import { quorate, startQuorate } from './quorate.ts';

t.test('ls reads page after page', async t => {
  const pages: Record<string, object> = {
    '': { entries: [{ key: 'a', value: 1, version: 1 }], next: 'a' },
    a: { entries: [], next: 'b' },
    b: {
      entries: [
        { key: 'line\nfeed', value: 'x\ty', version: 2 },
        { key: 'z', value: { on: true }, version: 3 },
      ],
    },
  };
  const node = await fakeNode(t, ({ path }) => {
    const query = new URL(path, 'http://node').searchParams;
    return path.startsWith('/keys?') ? { body: pages[query.get('after') ?? ''] } : undefined;
  });
  const ls = (...args: string[]) => quorate(t, ['ls', '--url', node.url, ...args]);
  t.strictSame(await ls(), { code: 0, stdout: 'a\n"line\\nfeed"\nz\n', stderr: '' });
  t.equal((await ls('--values')).stdout, 'a\t1\n"line\\nfeed"\t"x\\ty"\nz\t{"on":true}\n');
  t.equal((await ls('--limit', '2')).stdout, 'a\n"line\\nfeed"\n');
  t.equal((await ls('--json', '--limit', '1', 'pre/')).stdout, '{"key":"a","value":1,"version":1}\n');
  const last = new URL(node.requests.at(-1)!.path, node.url).searchParams;
  t.strictSame([last.get('prefix'), last.get('limit')], ['pre/', '1']);
});

t.test('watch prints changes as they come, and ends on Ctrl-C', async t => {
  const events = [
    'event: change\nid: c1\ndata: {"key":"a","version":1,"value":{"x":1}}\n\n',
    'event: change\nid: c2\ndata: {"key":"b","version":2,"deleted":true}\n\n',
    'event: level\ndata: {"version":2}\n\n',
  ].join('');
  const node = await fakeNode(t, ({ path }, response) => {
    if (!path.startsWith('/changes')) return undefined;
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(events);
    return 'streams';
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const watching = startQuorate(t, ['watch', 'p/', '--since', '0', '--url', node.url]);
    await until('both are there', () => watching.output.stdout.split('\n').length === 3);
    watching.kill(signal);
    t.strictSame(await watching.ended, { code: 0, stdout: '1  a = {"x":1}\n2  b deleted\n', stderr: '' });
  }
  const asked = new URL(node.requests.at(-1)!.path, node.url).searchParams;
  t.strictSame([asked.get('prefix'), asked.get('since')], ['p/', '0']);

  const watching = startQuorate(t, ['watch', '--json', '--url', node.url]);
  await until('both are there', () => watching.output.stdout.split('\n').length === 3);
  watching.kill('SIGINT');
  const [first] = (await watching.ended).stdout.split('\n');
  t.strictSame(JSON.parse(first!), { key: 'a', version: 1, value: { x: 1 }, cursor: 'c1' });
});

t.test('a watch from a place that is no longer known', async t => {
  const node = await fakeNode(t, () => refusal(410, 'CHANGES_COMPACTED', { floor: 7 }));
  t.strictSame(await quorate(t, ['watch', '--since', '3', '--url', node.url, '--json']), {
    code: 1,
    stdout: '',
    stderr:
      '{"error":{"code":"CHANGES_COMPACTED","message":"CHANGES_COMPACTED.","requestId":"r-1","floor":7}}\n',
  });
});

t.test('a write that may be stored', async t => {
  const node = await fakeNode(t, () =>
    refusal(504, 'QUORUM_TIMEOUT', { outcome: 'indeterminate', version: 5 }),
  );
  const { code, stderr } = await quorate(t, ['put', 'a', '1', '--url', node.url, '--timeout', '300']);
  t.equal(code, 5);
  t.match(stderr, /^quorate: QUORUM_TIMEOUT: [^\n]+\n$/);
});

t.test('a batch that breaks off says how far it came', async t => {
  let version = 1;
  const node = await fakeNode(t, ({ body }) => {
    const { operations } = body as { operations: unknown[] };
    if (version > 1_000) return refusal(400, 'INVALID_REQUEST');
    const firstVersion = version;
    version += operations.length;
    const reply = { firstVersion, lastVersion: version - 1, quorum: 1, acks: 1, followers: 1, durationMs: 1 };
    return { body: reply };
  });
  const stdin = Array.from({ length: 1_500 }, (_, i) => `{"key":"k${i}","value":1}\n`).join('');
  const { code, stdout, stderr } = await quorate(t, ['batch', '--split', '--url', node.url], { stdin });
  t.equal(code, 2);
  t.match(stdout, /^1,000 operations, versions 1 to 1000, .*\n$/);
  t.equal(stderr, 'quorate: INVALID_REQUEST: After 1,000 operations that are done: INVALID_REQUEST.\n');
});

t.test('a dump that is cut short leaves no file', async t => {
  const node = await fakeNode(t, ({ path }, response) => {
    if (!path.startsWith('/dump')) return undefined;
    response.writeHead(200).write('{"key":"a","value":1,"version":1}\n{"key":', () => response.destroy());
    return 'streams';
  });
  node.status = { ...statusOf(node.url, 'leader'), keys: 2 };
  const folder = t.testdir();
  const { code, stderr } = await quorate(t, ['dump', join(folder, 'all'), '--url', node.url]);
  t.equal(code, 1);
  t.match(stderr, /^quorate: DUMP_CUT_SHORT: [^\n]+\n$/);
  t.notOk(existsSync(join(folder, 'all')));
  t.strictSame(readdirSync(folder), []);
});

t.test('bench keeps away from other machines', async t => {
  const node = await fakeNode(t);
  node.status = { ...statusOf('http://node.example:5000', 'leader'), keys: 0 };
  const { code, stderr } = await quorate(t, ['bench', '--url', node.url]);
  t.equal(code, 2);
  t.match(stderr, /^quorate: USAGE: .*--yes/);
  t.strictSame(node.requests, []);
});

t.test('nobody is there', async t => {
  const url = await deadUrl(t);
  for (const args of [
    ['get', 'a'],
    ['put', 'a', '1'],
    ['ls'],
    ['dump'],
    ['restore'],
    ['bench'],
    ['status'],
  ]) {
    const { code, stderr } = await quorate(t, [...args, '--url', url, '--timeout', '300']);
    t.equal(code, 6, args[0]!);
    t.match(stderr, /^quorate: (CONNECTION_FAILED|NO_ANSWER|NO_LEADER): [^\n]+\n$/, args[0]!);
  }
});
