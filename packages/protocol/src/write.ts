import { type Static, Type } from '@sinclair/typebox';
import { Exact, Key, Value, Version } from './schemas.ts';

export const MAX_WRITE_TIMEOUT_MS = 60_000;

export const WriteRequest = Exact({
  key: Key,
  value: Value,
  quorum: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'followers that must ack; the cluster’s WRITE_QUORUM if absent',
    }),
  ),
  timeoutMs: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_WRITE_TIMEOUT_MS })),
  ifVersion: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'write only if this version stands for the key; 0: only if no value does',
    }),
  ),
});
export type WriteRequest = Static<typeof WriteRequest>;

export const WriteReply = Exact({
  key: Type.String(),
  version: Version,
  quorum: Type.Integer({ description: 'acks that this write waited for' }),
  acks: Type.Integer({ description: 'acks counted when the reply was sent' }),
  followers: Type.Integer({ description: 'followers that the write was sent to' }),
  durationMs: Type.Number({ description: 'from issuing the version to the deciding ack' }),
});
export type WriteReply = Static<typeof WriteReply>;

export const WriteStatusParams = Exact({ version: Version });
export type WriteStatusParams = Static<typeof WriteStatusParams>;

export const writeStates = ['pending', 'committed', 'superseded', 'unknown'] as const;

export const WriteStatus = Exact({
  version: Version,
  state: Type.Union(
    writeStates.map(state => Type.Literal(state)),
    {
      description:
        'pending: not acked by the cluster’s write quorum yet; committed: acked by it; superseded: a newer ' +
        'write of the key stands; unknown: not issued by this leader, or too old to tell',
    },
  ),
  acks: Type.Optional(
    Type.Array(Exact({ follower: Type.String(), afterMs: Type.Number() }), {
      description: 'who acked, and how long after the version was issued; for recent writes',
    }),
  ),
});
export type WriteStatus = Static<typeof WriteStatus>;
