import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openDiskStore, StorageError } from '../src/index.ts';
import { startChild } from './children/child.ts';
import { put } from './contract/stores.ts';

const holder = new URL('./children/holder.ts', import.meta.url);

t.test('a folder that another process holds is refused, and free once that process was killed', async t => {
  const folder = t.testdir();
  const child = startChild(t, holder, folder);
  await once(child.lines, 'line');
  const open = () => openDiskStore({ folder, durability: 'sync' });
  t.throws(open, StorageError);
  t.throws(open, { message: new RegExp(`in use by process ${child.pid}.*DATA_DIR`) });
  t.equal(readFileSync(join(folder, 'lock'), 'utf8'), String(child.pid), 'a refusal leaves the lock alone');

  await child.kill();
  t.ok(existsSync(join(folder, 'lock')), 'the lock was left behind');
  const store = open();
  t.equal(readFileSync(join(folder, 'lock'), 'utf8'), String(process.pid));
  await store.apply([put('a', 1)]).durable;
  await store.close();
  t.notOk(existsSync(join(folder, 'lock')), 'a close gives the folder back');
});

t.test('a lock whose content makes no sense is taken over', async t => {
  for (const left of ['', 'not a number', '0', '-1', '1.5']) {
    const folder = t.testdir();
    writeFileSync(join(folder, 'lock'), left);
    const store = openDiskStore({ folder, durability: 'sync' });
    t.equal(readFileSync(join(folder, 'lock'), 'utf8'), String(process.pid), `left: "${left}"`);
    await store.close();
  }
});

t.test('a folder that is not there is made', async t => {
  const folder = join(t.testdir(), 'deep', 'down');
  const store = openDiskStore({ folder, durability: 'async' });
  t.ok(existsSync(folder));
  await store.close();
});
