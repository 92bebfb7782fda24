import type { Store } from '@quorate/store';
import type { DiskSpace, Space } from './disk-space.ts';
import type { Histogram } from './histogram.ts';
import { histogramSamples, type Metric, sample, single } from './metric.ts';

const FLUSH = 'quorate_store_flush_duration_seconds';

/** What a node holds, and the disk that it is on. */
export function storeMetrics(store: Store, flushSeconds: Histogram, disk: DiskSpace): Metric[] {
  return [
    single('quorate_store_keys', 'gauge', 'Keys that have a value.', () => store.liveKeys),
    single(
      'quorate_store_failing',
      'gauge',
      'Whether the disk refuses writes (1) or not (0).',
      () => store.failure !== undefined,
    ),
    {
      name: FLUSH,
      type: 'histogram',
      help: 'Time that it took to make a group of entries durable in the log.',
      samples: () => histogramSamples(FLUSH, flushSeconds),
    },
    ofDisk('quorate_store_size_bytes', 'Bytes of all files of the store, log and tree.', ({ used }) => used),
    ofDisk(
      'quorate_disk_free_bytes',
      'Bytes that are free for the node on the disk of its data.',
      ({ free }) => free,
    ),
    ofDisk('quorate_disk_size_bytes', 'Bytes of the disk of the node’s data.', ({ size }) => size),
  ];

  /** Has no value where there is no disk, or it does not answer. */
  function ofDisk(name: string, help: string, pick: (space: Space) => number): Metric {
    return {
      name,
      type: 'gauge',
      help,
      samples: async () => {
        const space = await disk.read();
        return space === undefined ? [] : [sample(pick(space))];
      },
    };
  }
}
