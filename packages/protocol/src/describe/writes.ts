import type { ErrorCode } from '../errors.ts';
import type { BatchReply, BatchRequest, WriteReply, WriteRequest, WriteStatus } from '../write.ts';
import { JSON_TYPE, type Operation } from './operation.ts';

const errors: readonly ErrorCode[] = [
  'QUORUM_TOO_LARGE',
  'VERSION_MISMATCH',
  'IDEMPOTENCY_CONFLICT',
  'QUORUM_UNREACHABLE',
  'QUEUE_FULL',
  'STORAGE_UNAVAILABLE',
  'NOT_READY',
  'LEADERSHIP_LOST',
  'QUORUM_TIMEOUT',
];

const race = { quorum: 3, acks: 3, followers: 5, durationMs: 1.84 };
const single = {
  done: {
    summary: 'Three of five followers have it',
    value: { key: 'colour', version: 42, ...race } satisfies WriteReply,
  },
  traced: {
    summary: 'With a trace of the race',
    value: {
      key: 'colour',
      version: 42,
      ...{ quorum: 1, acks: 1, followers: 2, durationMs: 1.12 },
      trace: {
        acks: [
          { follower: 'http://127.0.0.1:5001', afterMs: 1.12 },
          { follower: 'http://127.0.0.1:5002', afterMs: 2.71 },
        ],
        quorums: [
          { quorum: 1, afterMs: 1.12 },
          { quorum: 2, afterMs: 2.71 },
        ],
      },
    } satisfies WriteReply,
  },
};
const committed = 'As many followers as the write asked for have it.';
const conditions = { 'if-match': '"41"', 'idempotency-key': '7f9c2ba4', quorum: 3, timeoutMs: 2000 };

export const writes: Readonly<Record<string, Operation>> = {
  'POST /write': {
    operationId: 'write',
    tag: 'Writes',
    summary: 'Write a value',
    description:
      'Stores the value under the key, with the next version, and answers once the write quorum has acked it. ' +
      'With `ifVersion` it is a compare-and-set. A 504, or a 503 with `outcome: "indeterminate"`, says that the ' +
      'write is stored and may yet commit; retry it under the same `Idempotency-Key`.',
    where: 'leader',
    parameters: { 'idempotency-key': '7f9c2ba4' },
    body: {
      [JSON_TYPE]: {
        examples: {
          plain: {
            summary: 'With the cluster’s write quorum',
            value: { key: 'colour', value: 'green' } satisfies WriteRequest,
          },
          compareAndSet: {
            summary: 'All five followers, only if version 41 stands, for a minute',
            value: {
              ...{ key: 'colour', value: { name: 'green', hue: 120 }, quorum: 5, ifVersion: 41 },
              ...{ ttlMs: 60_000, timeoutMs: 2_000 },
            } satisfies WriteRequest,
          },
        },
      },
    },
    replies: {
      200: {
        description: committed,
        headers: ['Idempotent-Replayed'],
        content: { [JSON_TYPE]: { examples: single } },
      },
    },
    errors,
  },
  'PUT /keys/:key': {
    operationId: 'putKey',
    tag: 'Writes',
    summary: 'Write a value, which is the body',
    description:
      'Does what `POST /write` does. `If-Match` with an ETag, or `If-None-Match: *`, is a compare-and-set.',
    where: 'leader',
    parameters: { key: 'colour', ...conditions },
    body: {
      [JSON_TYPE]: {
        examples: {
          text: { summary: 'A string', value: 'green' },
          object: { summary: 'An object', value: { name: 'green', hue: 120 } },
        },
      },
    },
    replies: {
      200: {
        description: committed,
        headers: ['ETag', 'Idempotent-Replayed'],
        content: { [JSON_TYPE]: { examples: single } },
      },
    },
    errors,
  },
  'DELETE /keys/:key': {
    operationId: 'deleteKey',
    tag: 'Writes',
    summary: 'Delete a value',
    description:
      'A deletion is a write: it has a version and waits for its quorum. `If-Match` makes it conditional.',
    where: 'leader',
    parameters: { key: 'colour', ...conditions },
    replies: {
      200: {
        description: 'As many followers as the deletion asked for have it.',
        headers: ['Idempotent-Replayed'],
        content: { [JSON_TYPE]: { examples: single } },
      },
    },
    errors: ['KEY_NOT_FOUND', ...errors],
  },
  'POST /batch': {
    operationId: 'writeBatch',
    tag: 'Writes',
    summary: 'Write and delete several keys at once',
    description:
      'All operations are applied together, or none: they get consecutive versions and wait for one quorum. ' +
      'A 412 names the first operation whose precondition does not hold.',
    where: 'leader',
    parameters: { 'idempotency-key': '7f9c2ba4' },
    body: {
      [JSON_TYPE]: {
        examples: {
          move: {
            summary: 'Move a value from one key to another',
            value: {
              operations: [
                { key: 'new-name', value: 'green', ifVersion: 0 },
                { key: 'old-name', delete: true, ifVersion: 41 },
              ],
              quorum: 3,
            } satisfies BatchRequest,
          },
        },
      },
    },
    replies: {
      200: {
        description: 'As many followers as the batch asked for have all of it.',
        headers: ['Idempotent-Replayed'],
        content: {
          [JSON_TYPE]: {
            examples: {
              done: {
                summary: 'Operation i has version firstVersion + i',
                value: { firstVersion: 42, lastVersion: 43, ...race } satisfies BatchReply,
              },
            },
          },
        },
      },
    },
    errors,
  },
  'GET /writes/:version': {
    operationId: 'getWriteStatus',
    tag: 'Writes',
    summary: 'Ask what became of a write',
    description:
      'Tells whether a write, an indeterminate one above all, has committed, and who acked it when.',
    where: 'leader',
    parameters: { version: 42 },
    replies: {
      200: {
        description: 'What the leader knows of it.',
        content: {
          [JSON_TYPE]: {
            examples: {
              committed: {
                summary: 'Committed',
                value: {
                  version: 42,
                  state: 'committed',
                  acks: [{ follower: 'http://127.0.0.1:5001', afterMs: 1.12 }],
                } satisfies WriteStatus,
              },
            },
          },
        },
      },
    },
    errors: ['NOT_READY'],
  },
};
