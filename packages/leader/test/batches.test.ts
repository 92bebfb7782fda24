import t from 'tap';
import { batchesOf } from '../src/takeover/batches.ts';

t.test('entries of one batch stay together, though some of it was replaced', async t => {
  const entry = (version: number, batchEnd?: number) => ({
    key: `k${version}`,
    version,
    value: 1,
    ...(batchEnd === undefined ? {} : { batchEnd }),
  });
  const entries = [entry(1), entry(2, 4), entry(4), entry(5, 8), entry(6, 8), entry(9), entry(10, 11)];
  t.same(
    [...batchesOf(entries)].map(batch => batch.map(({ version }) => version)),
    [[1], [2, 4], [5, 6], [9], [10]],
  );
  t.same([...batchesOf([])], []);
});
