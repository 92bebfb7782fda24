import { type Static, Type } from '@sinclair/typebox';
import { Exact, WatermarkVersion } from './schemas.ts';

export const followerStates = ['probe', 'stream', 'catch-up', 'down'] as const;
/** Where a sender stands with its follower. */
export type FollowerState = (typeof followerStates)[number];

export const digestStates = ['unknown', 'equal', 'different'] as const;
export type DigestState = (typeof digestStates)[number];

export const Progress = Exact(
  {
    follower: Type.String({ description: 'URL' }),
    state: Type.Union(followerStates.map(state => Type.Literal(state))),
    watermark: WatermarkVersion,
    lag: Type.Integer({ description: 'the leader’s last version less the follower’s watermark' }),
    queued: Type.Integer({ description: 'writes that wait for the wire' }),
    inFlight: Type.Integer({ description: 'batches on the wire' }),
    digest: Type.Union(
      digestStates.map(state => Type.Literal(state)),
      {
        description: 'whether it held the same as the leader when they were last level',
      },
    ),
    repaired: Type.Integer({
      description: 'keys that differed and were written anew, since the leader took over',
    }),
    position: Type.Optional(
      Type.Integer({
        ...WatermarkVersion,
        description: 'how far a catch-up has read; the watermark follows at its end',
      }),
    ),
    error: Type.Optional(Type.String({ description: 'why it is down' })),
  },
  'The leader’s view of one follower.',
);
export type Progress = Static<typeof Progress>;

export const CurvePoint = Exact(
  {
    quorum: Type.Integer(),
    count: Type.Integer({ description: 'writes that had so many acks' }),
    p50Ms: Type.Number(),
    p95Ms: Type.Number(),
    p99Ms: Type.Number(),
  },
  'What a quorum would have cost in the races of the last minutes.',
);
export type CurvePoint = Static<typeof CurvePoint>;

export const StatusReply = Exact({
  id: Type.String(),
  role: Type.Union([Type.Literal('leader'), Type.Literal('follower')]),
  url: Type.String(),
  leader: Type.Union([Type.String(), Type.Null()], {
    description: 'URL of the leader, as far as this node knows',
  }),
  epoch: Type.Integer(),
  version: WatermarkVersion,
  watermark: WatermarkVersion,
  digest: Type.String({
    description: 'order-free hash of all that stands: equal at equal versions, equal replicas',
  }),
  keys: Type.Integer({ description: 'keys that have a value' }),
  durability: Type.String(),
  uptimeMs: Type.Integer(),
  writeQuorum: Type.Optional(Type.Integer()),
  followers: Type.Optional(Type.Array(Progress)),
  quorumCurve: Type.Optional(Type.Array(CurvePoint)),
});
export type StatusReply = Static<typeof StatusReply>;

export const HealthReply = Exact({ status: Type.Literal('ok') });

export const ReadyReply = Exact({
  status: Type.Union([Type.Literal('ready'), Type.Literal('not ready')]),
  reason: Type.Optional(Type.String()),
});
export type ReadyReply = Static<typeof ReadyReply>;

/** Prometheus' text format without its parameters. */
export const METRICS_TYPE = 'text/plain';
export const MetricsReply = Type.String({ description: 'Prometheus’ text format, version 0.0.4' });
