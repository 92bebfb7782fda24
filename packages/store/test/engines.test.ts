import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { openDiskStore, openMemoryStore } from '../src/index.ts';
import { deliver, history } from './contract/histories.ts';
import { dump, text } from './contract/stores.ts';

t.test('all engines hold the same state and give the same pages after the same deliveries', async t => {
  const folder = t.testdir();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(history, fc.integer({ min: 1, max: 9 }), async (sent, limit) => {
      const run = ++runs;
      const stores = [
        openMemoryStore(),
        openDiskStore({ folder: join(folder, `sync ${run}`), durability: 'sync' }),
        openDiskStore({ folder: join(folder, `async ${run}`), durability: 'async' }),
      ];
      try {
        for (const store of stores) await deliver(store, sent);
        const [memory, ...others] = stores.map(store => text(dump(store, limit)));
        for (const other of others) assert.equal(other, memory);
        assert.equal(new Set(stores.map(store => store.digest)).size, 1);
        const pages = (after: number) =>
          stores.map(store => JSON.stringify(store.pageByVersion(after, { limit, maxBytes: 300 })));
        for (let after = 0; after <= sent.watermark; after++) assert.equal(new Set(pages(after)).size, 1);
      } finally {
        for (const store of stores) await store.close();
      }
    }),
    { numRuns: 30 },
  );
});
