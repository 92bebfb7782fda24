import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { filesBytes } from '../src/disk/size.ts';
import { openDiskStore, openMemoryStore } from '../src/index.ts';
import { put } from './contract/stores.ts';

t.test('the size of a folder is that of its files', async t => {
  const folder = t.testdir({ a: 'x'.repeat(10), b: 'x'.repeat(300) });
  t.equal(await filesBytes(folder), 310);
  await writeFile(join(folder, 'c'), Buffer.alloc(4_096));
  t.equal(await filesBytes(folder), 4_406);
  await rm(join(folder, 'b'));
  t.equal(await filesBytes(folder), 4_106);
});

t.test('files that come and go while they are counted do no harm', async t => {
  const folder = t.testdir({ stays: 'x'.repeat(10) });
  for (let i = 0; i < 50; i++) {
    const passing = join(folder, 'passing');
    const [size] = await Promise.all([
      filesBytes(folder),
      writeFile(passing, 'xxxxx').then(() => rm(passing)),
    ]);
    t.ok([10, 15].includes(size), `${size} bytes`);
  }
});

t.test('a store on disk counts its log and its tree, one in memory nothing', async t => {
  let store: ReturnType<typeof openDiskStore> | undefined;
  t.teardown(() => store?.close());
  store = openDiskStore({ folder: t.testdir(), durability: 'sync' });
  await store.apply([put('a', 1)]).durable;
  const before = await store.sizeBytes();
  t.ok(before >= 4 << 20, `${before} bytes, the log's own room among them`);
  const large = 'x'.repeat(1 << 20);
  for (let version = 2; version < 12; version++) await store.apply([put('a', version, large)]).durable;
  t.ok((await store.sizeBytes()) > before, 'it grows with what is written');
  t.equal(await openMemoryStore().sizeBytes(), 0);
});
