import t from 'tap';
import { openDiskStore } from '../src/index.ts';
import { startChild } from './children/child.ts';
import { batchEnds, entryOf } from './children/writes.ts';
import { dump, modelOf, text } from './contract/stores.ts';

const writer = new URL('./children/writer.ts', import.meta.url);

t.test('after kill -9 in mid-write all that was durable is there, and no batch is there by half', async t => {
  const folder = t.testdir();
  // Each round goes on from what the one before left behind.
  for (const acksBeforeKill of [1, 3, 40, 150]) {
    const child = startChild(t, writer, folder);
    let acks = 0;
    let durable = 0;
    for await (const line of child.lines) {
      durable = Math.max(durable, Number(line));
      if (++acks === acksBeforeKill) void child.kill();
    }
    await child.kill();
    t.ok(acks >= acksBeforeKill, `the writer got ${acks} acks before it was gone`);

    const store = openDiskStore({ folder, durability: 'sync' });
    const last = store.lastVersion;
    t.ok(last >= durable, `acked to ${durable}, found ${last}`);
    t.ok(endsABatch(last), 'the last batch is whole');
    const expected = Array.from({ length: last }, (_, i) => entryOf(i + 1));
    const found = dump(store, 1_000);
    t.ok(
      text(found) === text(modelOf(expected, last)),
      'entries, their index and the watermark belong together',
    );
    await store.close();
  }
});

function endsABatch(version: number): boolean {
  for (const end of batchEnds()) if (end >= version) return end === version;
  return false;
}
