import type { PingReply } from '../read.ts';
import { METRICS_TYPE, type ReadyReply, type StatusReply } from '../status.ts';
import { JSON_TYPE, type Operation } from './operation.ts';

export const statusExample: StatusReply = {
  id: 'leader',
  role: 'leader',
  url: 'http://127.0.0.1:5000',
  leader: 'http://127.0.0.1:5000',
  epoch: 0,
  version: 42,
  watermark: 42,
  digest: '9d1f3c5a7b2e4860',
  keys: 17,
  durability: 'sync',
  uptimeMs: 60_000,
  writeQuorum: 1,
  followers: [
    {
      follower: 'http://127.0.0.1:5001',
      state: 'stream',
      watermark: 42,
      lag: 0,
      queued: 0,
      inFlight: 0,
      digest: 'equal',
      repaired: 0,
    },
  ],
  quorumCurve: [{ quorum: 1, count: 42, p50Ms: 1.12, p95Ms: 2.05, p99Ms: 3.4 }],
};

const metrics =
  '# HELP quorate_ready Whether the node can do its duty (1) or not (0), as /readyz says.\n' +
  '# TYPE quorate_ready gauge\n' +
  'quorate_ready 1\n';

export const operators: Readonly<Record<string, Operation>> = {
  'GET /ping': {
    operationId: 'ping',
    tag: 'Operators',
    summary: 'Ask whether the node answers, and who it is',
    description: 'Never waits on anything.',
    where: 'any',
    replies: {
      200: {
        description: 'The node answers.',
        content: {
          [JSON_TYPE]: {
            examples: {
              leader: {
                summary: 'A leader',
                value: {
                  status: 'ok',
                  role: 'leader',
                  id: 'leader',
                  epoch: 0,
                  version: 42,
                } satisfies PingReply,
              },
            },
          },
        },
      },
    },
  },
  'GET /healthz': {
    operationId: 'getHealth',
    tag: 'Operators',
    summary: 'Ask whether the process is alive',
    description: 'For a liveness probe: a node that does not answer is to be restarted.',
    where: 'any',
    replies: {
      200: {
        description: 'It is alive.',
        content: { [JSON_TYPE]: { examples: { alive: { summary: 'Alive', value: { status: 'ok' } } } } },
      },
    },
  },
  'GET /readyz': {
    operationId: 'getReadiness',
    tag: 'Operators',
    summary: 'Ask whether the node can do its duty',
    description:
      'For a readiness probe. A leader is ready once it has taken over and as many followers as the write quorum ' +
      'are live.',
    where: 'any',
    replies: {
      200: {
        description: 'It can.',
        content: {
          [JSON_TYPE]: {
            examples: { ready: { summary: 'Ready', value: { status: 'ready' } satisfies ReadyReply } },
          },
        },
      },
      503: {
        description: 'It cannot at present, and says why.',
        content: {
          [JSON_TYPE]: {
            examples: {
              notReady: {
                summary: 'Too few followers',
                value: {
                  status: 'not ready',
                  reason: 'Only 2 followers are live, and the write quorum is 3.',
                } satisfies ReadyReply,
              },
            },
          },
        },
      },
    },
  },
  'GET /status': {
    operationId: 'getStatus',
    tag: 'Operators',
    summary: 'Ask how the node stands',
    description:
      'Role, epoch, version, digest; on the leader also each follower’s progress and what each quorum costs.',
    where: 'any',
    replies: {
      200: {
        description: 'How it stands.',
        content: { [JSON_TYPE]: { examples: { leader: { summary: 'A leader', value: statusExample } } } },
      },
    },
  },
  'GET /metrics': {
    operationId: 'getMetrics',
    tag: 'Operators',
    summary: 'Ask for the node’s metrics',
    description: 'For Prometheus. docs/metrics.md has a table of them all.',
    where: 'any',
    replies: {
      200: {
        description: 'The metrics.',
        content: { [METRICS_TYPE]: { examples: { metric: { summary: 'One of them', value: metrics } } } },
      },
    },
  },
};
