import type { ChangesReply } from '../read.ts';
import { JSON_TYPE, type Operation } from './operation.ts';

const stream = [
  'id: 42\nevent: change\ndata: {"key":"colour","version":42,"value":"green"}',
  'id: 42\nevent: level\ndata: {"version":42}',
  ': heartbeat\nid: 42',
];

export const changes: Readonly<Record<string, Operation>> = {
  'GET /changes': {
    operationId: 'getChanges',
    tag: 'Changes',
    summary: 'Read what changed, as a page or as a live stream',
    description:
      'The newest change of each key, in order of versions. Pass `next` of one page as `since` of the following ' +
      'one. With `Accept: text/event-stream` the reply is a live stream of server-sent events, which resumes ' +
      'with `Last-Event-ID`: `change` for each change, `level` once after all that stood was sent, `error` ' +
      'before a stream that cannot go on ends, and a heartbeat every 15 seconds.',
    where: 'any',
    parameters: { since: '0', prefix: 'col', limit: 100, 'last-event-id': '42' },
    replies: {
      200: {
        description: 'One page, or the live stream.',
        content: {
          [JSON_TYPE]: {
            examples: {
              page: {
                summary: 'A value written, and one deleted',
                value: {
                  changes: [
                    { key: 'colour', version: 42, value: 'green' },
                    { key: 'shape', version: 43, deleted: true },
                  ],
                  next: '43',
                  more: false,
                } satisfies ChangesReply,
              },
            },
          },
          'text/event-stream': {
            schema: { type: 'string', description: 'server-sent events; `data` is JSON' },
            examples: { stream: { summary: 'One change', value: `${stream.join('\n\n')}\n\n` } },
          },
        },
      },
    },
    errors: ['CHANGES_COMPACTED', 'QUEUE_FULL'],
  },
};
