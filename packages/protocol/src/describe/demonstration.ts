import type { ActiveFault, FaultRequest, FaultsReply } from '../faults.ts';
import type { LiveState } from '../live.ts';
import type { ReadReply } from '../read.ts';
import { JSON_TYPE, type Operation } from './operation.ts';
import { statusExample } from './operators.ts';

const fault: ActiveFault = {
  id: 'fault-1',
  follower: 'http://127.0.0.1:5001',
  kind: 'delay',
  minMs: 50,
  maxMs: 200,
  seed: 7,
  endsAtMs: 1_790_000_030_000,
};
const faults: FaultsReply = { enabled: true, faults: [fault] };
const none: FaultsReply = { enabled: true, faults: [] };

const state: LiveState = {
  atMs: 1_790_000_000_500,
  status: statusExample,
  recentCurve: [{ quorum: 1, count: 42, p50Ms: 1.12, p95Ms: 2.05, p99Ms: 3.4 }],
  samples: [{ atMs: 1_789_999_999_000, writes: 42, errors: 0, p50Ms: 1.2, p99Ms: 3.5 }],
  races: [{ version: 42, key: 'colour', quorum: 1, startedAtMs: 1_790_000_000_300, acksMs: [1.12] }],
  faults: none,
};

const replied = (description: string, summary: string, value: FaultsReply | ActiveFault) => ({
  200: { description, content: { [JSON_TYPE]: { examples: { reply: { summary, value } } } } },
});

/** Routes for those who look on, and who try what a fault costs. */
export const demonstration: Readonly<Record<string, Operation>> = {
  'GET /live': {
    operationId: 'watchNode',
    tag: 'Operators',
    summary: 'Watch the node live',
    description:
      'Server-sent events of one type, `state`, at once and then twice a second. What the events tell beside ' +
      '`/status` is kept only while somebody reads, but for one count of each second.',
    where: 'any',
    replies: {
      200: {
        description: 'The stream.',
        content: {
          'text/event-stream': {
            schema: { type: 'string', description: 'server-sent events; `data` is JSON' },
            examples: {
              state: { summary: 'One event', value: `event: state\ndata: ${JSON.stringify(state)}\n\n` },
            },
          },
        },
      },
    },
    errors: ['QUEUE_FULL'],
  },
  'GET /followers/:place/read': {
    operationId: 'readFromFollower',
    tag: 'Reads',
    summary: 'Read from one follower, through the leader',
    description:
      'The answer of that follower to `GET /read`, whatever it is. For those who reach the leader alone.',
    where: 'leader',
    parameters: { place: 1, key: 'colour', minVersion: 42 },
    replies: {
      200: {
        description: 'What stands for the key on that follower.',
        content: {
          [JSON_TYPE]: {
            examples: {
              value: {
                summary: 'A value',
                value: { key: 'colour', value: 'green', version: 42 } satisfies ReadReply,
              },
            },
          },
        },
      },
    },
    errors: ['KEY_NOT_FOUND', 'NOT_LEADER', 'READ_TIMEOUT', 'FOLLOWER_UNREACHABLE'],
  },
  'GET /faults': {
    operationId: 'getFaults',
    tag: 'Faults',
    summary: 'Ask which faults on purpose run',
    description: 'And whether the leader allows any.',
    where: 'leader',
    replies: replied('Those that have not ended.', 'One delay', faults),
    errors: ['NOT_LEADER'],
  },
  'POST /faults': {
    operationId: 'injectFault',
    tag: 'Faults',
    summary: 'Make a fault on purpose',
    description:
      'It stands between the leader and one follower, or all of them, ends by itself, and replaces one of the same ' +
      'kind at the same follower. `delay` needs `maxMs`, `drop` needs `rate`.',
    where: 'leader',
    body: {
      [JSON_TYPE]: {
        examples: {
          delay: {
            summary: 'Hold writes to one follower back',
            value: {
              follower: 'http://127.0.0.1:5001',
              kind: 'delay',
              minMs: 50,
              maxMs: 200,
              durationMs: 30_000,
              seed: 7,
            } satisfies FaultRequest,
          },
          cut: {
            summary: 'Cut every follower off',
            value: { follower: '*', kind: 'cut', durationMs: 5_000 } satisfies FaultRequest,
          },
        },
      },
    },
    replies: replied('It runs.', 'The fault, with its id and end', fault),
    errors: ['NOT_LEADER', 'FAULTS_DISABLED'],
  },
  'DELETE /faults': {
    operationId: 'endFaults',
    tag: 'Faults',
    summary: 'End all faults on purpose',
    description: 'Also where none run.',
    where: 'leader',
    replies: replied('None runs any more.', 'None', none),
    errors: ['NOT_LEADER'],
  },
  'DELETE /faults/:id': {
    operationId: 'endFault',
    tag: 'Faults',
    summary: 'End one fault on purpose',
    description: 'Before its time.',
    where: 'leader',
    parameters: { id: 'fault-1' },
    replies: replied('It ended; these run on.', 'None', none),
    errors: ['NOT_LEADER', 'FAULTS_DISABLED', 'FAULT_NOT_FOUND'],
  },
};
