import { readFileSync } from 'node:fs';
import { type Replica, unreadyReason } from '../replica.ts';
import type { Counts } from './counts.ts';
import { type Metric, sample, single } from './metric.ts';

/** Who a node is, and how it stands. */
export function nodeMetrics(replica: Replica, refused: Counts['refused']): Metric[] {
  const { id, store, duty, waiters, watchers } = replica;
  return [
    {
      name: 'quorate_build_info',
      type: 'gauge',
      help: 'Always 1; the label is the version of the program.',
      samples: () => [sample(1, { version: programVersion() })],
    },
    {
      name: 'quorate_node_info',
      type: 'gauge',
      help: 'Always 1; the labels are who the node is.',
      samples: () => [sample(1, { id, role: duty.role, durability: store.durability })],
    },
    single(
      'quorate_ready',
      'gauge',
      'Whether the node can do its duty (1) or not (0), as /readyz says.',
      () => unreadyReason(replica) === undefined,
    ),
    {
      name: 'quorate_requests_refused_total',
      type: 'counter',
      help: 'Requests refused before they were looked at: the node was overloaded, or the client asked too often.',
      samples: () => Object.entries(refused).map(([reason, count]) => sample(count, { reason })),
    },
    single(
      'quorate_epoch',
      'gauge',
      'The highest epoch promised; -1 before the first.',
      () => store.promises.promised?.epoch ?? -1,
    ),
    single(
      'quorate_last_version',
      'gauge',
      'The highest version that the store holds.',
      () => store.lastVersion,
    ),
    single(
      'quorate_watermark',
      'gauge',
      'The highest version with nothing missing at or below it.',
      () => store.promises.watermark,
    ),
    single(
      'quorate_reads_waiting',
      'gauge',
      'Reads that wait for a version or a commit.',
      () => waiters.size,
    ),
    single(
      'quorate_change_streams_waiting',
      'gauge',
      'Live streams of changes that have told everything so far.',
      () => watchers.size,
    ),
  ];
}

function programVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
