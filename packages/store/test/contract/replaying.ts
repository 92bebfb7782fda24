import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { deliver, history } from './histories.ts';
import { digestOf, dump, modelOf, type Open, text } from './stores.ts';

export function replaying(name: string, open: Open): void {
  t.test(`${name}: the same entries in any order, number and batching give the same state`, async t => {
    const folder = t.testdir();
    let runs = 0;
    const probe = open(join(folder, 'probe'));
    await probe.close();
    await fc.assert(
      fc.asyncProperty(history, async sent => {
        const own = join(folder, String(++runs));
        const expected = text(modelOf(sent.entries, sent.watermark));
        let store = open(own);
        try {
          await deliver(store, sent);
          assert.equal(text(dump(store)), expected, 'at once');
          assert.equal(store.digest, digestOf(sent.entries), 'equal contents, equal digests');
          if (store.durability === 'memory') return;
          await store.close();
          store = open(own);
          assert.equal(text(dump(store)), expected, 'after it was opened again');
          assert.equal(store.digest, digestOf(sent.entries));
        } finally {
          await store.close();
        }
      }),
      { numRuns: probe.durability === 'memory' ? 300 : 40 },
    );
  });
}
