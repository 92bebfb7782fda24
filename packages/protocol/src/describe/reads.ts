import type { ErrorCode } from '../errors.ts';
import { NDJSON } from '../lines.ts';
import type { DumpReply, ListReply, ReadReply } from '../read.ts';
import { JSON_TYPE, type Operation } from './operation.ts';

const errors: readonly ErrorCode[] = ['KEY_NOT_FOUND', 'NOT_LEADER', 'NOT_READY', 'READ_TIMEOUT'];
const levels =
  '`consistency=local`, the default, answers at once from this node’s store. `committed` waits until what is read ' +
  'is committed; `linearizable` also confirms the leadership with a quorum of followers. Both are the leader’s: ' +
  'a follower answers 421. `minVersion` waits until the node has that version, so that a client reads its own ' +
  'writes on any node.';
const entry = { key: 'colour', value: 'green', version: 42 };

export const reads: Readonly<Record<string, Operation>> = {
  'GET /keys/:key': {
    operationId: 'getKey',
    tag: 'Reads',
    summary: 'Read a value, which is the body of the reply',
    description: `${levels} HEAD answers the same without the body.`,
    where: 'any',
    parameters: { key: 'colour', consistency: 'local', minVersion: 42, 'if-none-match': '"41"' },
    replies: {
      200: {
        description: 'The value, and its version as the ETag.',
        headers: ['ETag'],
        content: {
          [JSON_TYPE]: {
            examples: {
              text: { summary: 'A string', value: 'green' },
              object: { summary: 'An object', value: { name: 'green', hue: 120 } },
            },
          },
        },
      },
      304: { description: 'The ETag in `If-None-Match` stands still.', headers: ['ETag'] },
    },
    errors,
  },
  'GET /read': {
    operationId: 'read',
    tag: 'Reads',
    summary: 'Read a value with its key and version',
    description: levels,
    where: 'any',
    parameters: { key: 'colour', consistency: 'local', minVersion: 42 },
    replies: {
      200: {
        description: 'The value and its version.',
        content: {
          [JSON_TYPE]: {
            examples: {
              leader: {
                summary: 'From the leader',
                value: { ...entry, committed: true } satisfies ReadReply,
              },
              follower: { summary: 'From a follower', value: entry satisfies ReadReply },
            },
          },
        },
      },
    },
    errors,
  },
  'GET /keys': {
    operationId: 'listKeys',
    tag: 'Reads',
    summary: 'List keys with their values, page by page',
    description:
      'In order of the keys’ UTF-8 bytes. While the reply has a `next`, there may be more: ask again with it as ' +
      '`after`. A page may be short, or empty, and still have one.',
    where: 'any',
    parameters: { prefix: 'col', after: 'colour', limit: 100 },
    replies: {
      200: {
        description: 'One page.',
        content: {
          [JSON_TYPE]: {
            examples: {
              page: {
                summary: 'A page with more to come',
                value: { entries: [entry], next: 'colour' } satisfies ListReply,
              },
            },
          },
        },
      },
    },
  },
  'GET /dump': {
    operationId: 'dump',
    tag: 'Reads',
    summary: 'Read everything',
    description:
      'Every live entry, streamed in order of the keys’ UTF-8 bytes. Each key is as it was when its page was read: ' +
      'under writes a dump is no snapshot of one moment. `Accept: application/x-ndjson` does what `format=ndjson` does.',
    where: 'any',
    parameters: { format: 'json' },
    replies: {
      200: {
        description: 'All live entries of this node.',
        content: {
          [JSON_TYPE]: {
            examples: {
              all: { summary: 'One entry', value: { entries: [entry] } satisfies DumpReply },
            },
          },
          [NDJSON]: {
            schema: { type: 'string', description: 'one entry a line' },
            examples: { lines: { summary: 'One entry', value: `${JSON.stringify(entry)}\n` } },
          },
        },
      },
    },
  },
};
