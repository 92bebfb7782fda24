import { NDJSON } from '../lines.ts';
import type { EntriesReply, RangeReply, ReplicateReply, ReplicateRequest } from '../replicate.ts';
import { JSON_TYPE, type Operation } from './operation.ts';

const batch: ReplicateRequest = {
  epoch: 0,
  leader: { id: 'leader', url: 'http://127.0.0.1:5000', incarnation: '1c1f6f0e' },
  incarnation: '8a52d1b7',
  watermark: 41,
  collect: 0,
  entries: [
    { key: 'colour', version: 42, value: 'green' },
    { key: 'shape', version: 43, tombstone: true },
  ],
};
const ack: ReplicateReply = {
  epoch: 0,
  incarnation: '8a52d1b7',
  watermark: 43,
  lastVersion: 43,
  collected: 0,
  digest: '9d1f3c5a7b2e4860',
};
const acked = { [JSON_TYPE]: { examples: { ack: { summary: 'What the follower holds', value: ack } } } };
const lines = (what: string, value: unknown) => ({
  schema: { type: 'string', description: `${what}, as JSON, a line` },
  examples: { lines: { summary: 'One line', value: `${JSON.stringify(value)}\n` } },
});

export const replication: Readonly<Record<string, Operation>> = {
  'POST /replicate': {
    operationId: 'replicate',
    tag: 'Replication',
    summary: 'Give a follower entries, and get its ack',
    description:
      'The one way into a follower, for live writes and catch-up alike. As NDJSON it is one long request whose ' +
      'body is batches, with their acks (or errors) as the lines of the answer, in the same order.',
    where: 'follower',
    body: {
      [JSON_TYPE]: { examples: { batch: { summary: 'A value and a tombstone', value: batch } } },
      [NDJSON]: lines('one batch', batch),
    },
    replies: {
      200: {
        description: 'Every entry is applied or superseded, and as durable as configured.',
        content: { ...acked, [NDJSON]: lines('one ack', ack) },
      },
    },
    errors: ['STALE_EPOCH', 'QUEUE_FULL', 'STORAGE_UNAVAILABLE'],
  },
  'GET /replicate': {
    operationId: 'getReplicaState',
    tag: 'Replication',
    summary: 'Ask a follower what it holds',
    description: 'Its highest promised epoch, watermark and digest.',
    where: 'follower',
    replies: { 200: { description: 'What the follower holds.', content: acked } },
  },
  'GET /replicate/entries': {
    operationId: 'getReplicaEntries',
    tag: 'Replication',
    summary: 'Read a follower’s entries above a version',
    description: 'How a leader that takes over learns what it lacks. In order of versions, page by page.',
    where: 'follower',
    parameters: { after: 41, limit: 1000 },
    replies: {
      200: {
        description: 'One page, and how far it covers.',
        content: {
          [JSON_TYPE]: {
            examples: {
              page: {
                summary: 'Two entries',
                value: { entries: batch.entries, covers: 43 } satisfies EntriesReply,
              },
            },
          },
        },
      },
    },
  },
  'GET /replicate/range': {
    operationId: 'getReplicaRange',
    tag: 'Replication',
    summary: 'Read the digest of a stretch of a follower’s keys',
    description: 'How a leader narrows down a difference between its store and a follower’s.',
    where: 'follower',
    parameters: { after: '', limit: 1000, detail: true },
    replies: {
      200: {
        description: 'The digest of the stretch, and with `detail` each key.',
        content: {
          [JSON_TYPE]: {
            examples: {
              detailed: {
                summary: 'With each key',
                value: {
                  digest: '9d1f3c5a7b2e4860',
                  last: null,
                  watermark: 43,
                  collected: 0,
                  fingerprints: [{ key: 'colour', version: 42, hash: '51b0c4d2e6f80397' }],
                } satisfies RangeReply,
              },
            },
          },
        },
      },
    },
  },
};
