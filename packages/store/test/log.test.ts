import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { Log, readLog } from '../src/disk/log.ts';
import { SEGMENT_BYTES } from '../src/disk/segment.ts';
import { StorageError } from '../src/index.ts';

const open = (folder: string) => new Log({ folder, gatherMs: 0, head: () => 'head' });

t.test('what is durable is read again, in order, under the head of its time', async t => {
  const folder = t.testdir();
  const log = open(folder);
  log.append('a');
  log.append('b');
  await log.durable();
  t.equal(log.durable(), null, 'nothing waits');
  log.append('c');
  await log.durable();
  await log.close(false);
  t.same([...readLog(folder)], ['head\na\nb', 'head\nc']);
});

t.test('what is appended while a group is written goes together with the next', async t => {
  const folder = t.testdir();
  const log = open(folder);
  log.append('the segment is there');
  await log.durable();
  log.append('first');
  await new Promise(setImmediate);
  for (let i = 0; i < 5; i++) log.append(String(i));
  await log.durable();
  await log.close(false);
  t.same([...readLog(folder)], ['head\nthe segment is there', 'head\nfirst', 'head\n0\n1\n2\n3\n4']);
});

t.test('a rotation begins a segment, and only older ones are dropped', async t => {
  const folder = t.testdir();
  const log = open(folder);
  log.append('old');
  await log.durable();
  const last = log.rotate();
  log.append('new');
  await log.durable();
  t.same([...readLog(folder)], ['head\nold', 'head\nnew']);
  await log.drop(last);
  t.same([...readLog(folder)], ['head\nnew']);
  log.rotate();
  log.append('on the spare');
  await log.durable();
  t.same(
    [...readLog(folder)],
    ['head\nnew', 'head\non the spare'],
    'a file that is used again shows nothing of before',
  );
  await log.close(true);
  t.same([...readLog(folder)], []);
});

t.test('a log goes on in segments of one size, and uses their files again', async t => {
  const folder = t.testdir();
  const log = open(folder);
  const lines = Array.from({ length: 60 }, (_, i) => `${i} ${'x'.repeat(500_000)}`);
  const files = () => readdirSync(folder).length;
  const write = async (some: readonly string[]) => {
    for (const line of some) {
      log.append(line);
      await log.durable();
    }
  };
  await write(lines);
  t.same(
    [...readLog(folder)],
    lines.map(line => `head\n${line}`),
  );
  for (const name of readdirSync(folder))
    t.ok(statSync(join(folder, name)).size < SEGMENT_BYTES + 600_000, `${name} has its size`);
  t.ok(log.bytes > 30_000_000);
  const before = log.rotate();
  t.equal(log.bytes, 0);
  await write(['new']);
  await log.drop(before);
  t.same([...readLog(folder)], ['head\nnew']);
  const kept = files();
  t.ok(kept <= 6, 'four spares, the segment in use, and maybe the next');
  await write(lines.slice(0, 16));
  t.equal(files(), kept, 'no new file as long as there are spares');
  await log.close(true);
  t.equal(files(), 0);
});

t.test('a segment that is asked for while the log goes over to it is made once', async t => {
  const folder = t.testdir();
  const log = open(folder);
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  for (const line of lines) {
    log.append(line);
    let durable = false;
    void log.durable()?.then(() => {
      durable = true;
    });
    while (!durable) {
      await log.prepare();
      await new Promise(setImmediate);
    }
    t.equal([...readLog(folder)].at(-1), `head\n${line}`);
    await log.drop(log.rotate() - 1);
  }
  await log.close(false);
});

t.test('a log that is opened again goes on in a segment of its own', async t => {
  const folder = t.testdir();
  for (const line of ['one', 'two']) {
    const log = open(folder);
    log.append(line);
    await log.durable();
    await log.close(false);
  }
  t.same([...readLog(folder)], ['head\none', 'head\ntwo']);
});

t.test('a torn tail is left out', async t => {
  const folder = t.testdir();
  const log = open(folder);
  log.append('whole');
  await log.durable();
  const { bytes } = log;
  log.append('torn');
  await log.durable();
  await log.close(false);
  const [name] = readdirSync(folder).filter(file => /^log-\d+$/.test(file));
  truncateSync(join(folder, name!), bytes + 9);
  t.same([...readLog(folder)], ['head\nwhole']);
  appendFileSync(join(folder, name!), 'noise');
  t.same([...readLog(folder)], ['head\nwhole']);
});

t.test('while the disk refuses, appends are told so and tried again until it takes them', async t => {
  const folder = join(t.testdir(), 'gone');
  mkdirSync(folder);
  const log = open(folder);
  rmSync(folder, { recursive: true });
  log.append('kept');
  await t.rejects(log.durable() ?? Promise.resolve(), StorageError);
  t.match(log.failure, /ENOENT/);
  mkdirSync(folder);
  await log.durable();
  t.equal(log.failure, undefined);
  await log.close(false);
  t.same([...readLog(folder)], ['head\nkept']);
});

t.test('each flush is told once, with how long it took', async t => {
  const folder = t.testdir();
  const took: number[] = [];
  const log = new Log({ folder, gatherMs: 0, head: () => 'head', onFlush: ms => took.push(ms) });
  for (const line of ['a', 'b']) {
    log.append(line);
    await log.durable();
  }
  await log.close(false);
  t.equal(took.length, 2);
  for (const ms of took) t.ok(ms > 0 && ms < 60_000, `${ms} ms`);
});
