import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { decodeFrames } from '../src/disk/segment.ts';
import { openDiskStore, type Store } from '../src/index.ts';
import type { Step } from './children/steps.ts';
import { dump, folderFor, put, tombstone } from './contract/stores.ts';
import { contradictions, playAndKill, stateAfter, textOf } from './played.ts';

const open = (folder: string) => openDiskStore({ folder, durability: 'sync' });
const HEAD_BYTES = 12;

/** Each step is durable before the next: a frame each. */
const STEPS = Array.from({ length: 25 }, (_, i): Step => {
  const version = i + 1;
  const key = `key ${i % 6}`;
  return { apply: [i % 4 === 3 ? tombstone(key, version) : put(key, version, i * 13)], watermark: version };
});

/** The newest file of the log, and where its frames end. */
function newestLog(folder: string): { path: string; bytes: Buffer; ends: number[] } {
  const numbers = readdirSync(folder).flatMap(name => /^log-(\d+)$/.exec(name)?.[1] ?? []);
  const number = Math.max(...numbers.map(Number));
  const path = join(folder, `log-${number}`);
  const bytes = readFileSync(path);
  const ends: number[] = [];
  for (const payload of decodeFrames(number, bytes)) {
    ends.push((ends.at(-1) ?? 0) + HEAD_BYTES + payload.length);
  }
  return { path, bytes, ends };
}

interface Tear {
  readonly name: string;
  /** The first byte that is not as it was written. */
  readonly at: number;
  readonly make: (path: string, bytes: Buffer) => void;
}

function cut(at: number): Tear {
  return { name: `cut at ${at}`, at, make: path => truncateSync(path, at) };
}

/** As a page that was never written: the file has its length, and nothing in it. */
function blank(at: number): Tear {
  return { name: `blank from ${at}`, at, make: (path, bytes) => writeFileSync(path, bytes.fill(0, at)) };
}

function flip(at: number): Tear {
  const make = (path: string, bytes: Buffer) => {
    bytes[at] = bytes[at]! ^ 0x10;
    writeFileSync(path, bytes);
  };
  return { name: `a bit of byte ${at}`, at, make };
}

t.test('a log that is torn anywhere is read to its last whole frame, and goes on from there', async t => {
  let store: Store | undefined;
  const folder = folderFor(t, () => store);
  const killed = join(folder, 'killed');
  t.equal(await playAndKill(t, killed, STEPS), STEPS.length);
  const { ends } = newestLog(killed);
  const first = STEPS.length - ends.length;
  t.ok(ends.length >= 10, `the newest log has ${ends.length} frames`);

  const last = ends.at(-1)!;
  const before = ends.at(-2)!;
  const middle = ends[Math.floor(ends.length / 2)]!;
  const tears = [
    ...[0, 5, last, last - 1, before, before + 3, before + HEAD_BYTES, middle + 20].map(cut),
    ...[before, before + 4, last - 7, middle + 1].map(blank),
    ...[0, 4, 8, before, before + 5, before + 9, before + HEAD_BYTES, last - 1, middle + 30].map(flip),
  ];
  for (const [i, tear] of tears.entries()) {
    const torn = join(folder, `torn-${i}`);
    cpSync(killed, torn, { recursive: true });
    const log = newestLog(torn);
    tear.make(log.path, log.bytes);
    const kept = STEPS.slice(0, first + ends.filter(end => end <= tear.at).length);

    store = open(torn);
    t.ok(textOf(dump(store)) === textOf(stateAfter(kept)), `${tear.name}: ${kept.length} steps are there`);
    t.same(contradictions(store), [], tear.name);
    const again: Step = { apply: [put('key 1', 100), put('new', 101)], watermark: 101 };
    await store.apply(again.apply, 101).durable;
    await store.close();
    store = open(torn);
    t.ok(textOf(dump(store)) === textOf(stateAfter([...kept, again])), `${tear.name}: writable again`);
    await store.close();
    store = undefined;
  }
});

t.test('what comes after a torn log survives a kill, too, and the torn end does not come back', async t => {
  const folder = t.testdir();
  await playAndKill(t, folder, STEPS);
  const { path, ends } = newestLog(folder);
  truncateSync(path, ends.at(-2)! + 5);
  const kept = STEPS.slice(0, -1);
  const later: Step[] = [{ apply: [put('key 2', 200, 40), tombstone('key 3', 201)], watermark: 201 }];
  t.equal(await playAndKill(t, folder, later), 1);
  const store = open(folder);
  t.ok(textOf(dump(store)) === textOf(stateAfter([...kept, ...later])));
  t.same(contradictions(store), []);
  await store.close();
});

t.test('a file that is used again after a clean stop shows nothing of its former use', async t => {
  const folder = t.testdir();
  // One checkpoint by size lets a file go, which is kept for later. All frames have one length, so that those of
  // the former use lie just where the new one ends.
  const write = (version: number): Step => ({ apply: [put('large', version, 500_000)], watermark: version });
  const before = Array.from({ length: 40 }, (_, i) => write(101 + i));
  const steps: Step[] = [...before, { reopen: true }, write(201)];
  t.equal(await playAndKill(t, folder, steps), steps.length);
  t.equal(newestLog(folder).ends.length, 1, 'one frame was written since the stop');
});
