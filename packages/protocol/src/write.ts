import { type Static, Type } from '@sinclair/typebox';
import { ClientKey, Exact, Value, Version } from './schemas.ts';

export const MAX_WRITE_TIMEOUT_MS = 60_000;

/** Ten years. */
export const MAX_TTL_MS = 315_360_000_000;
export const MAX_BATCH_OPERATIONS = 1_000;

const quorum = Type.Optional(
  Type.Integer({
    minimum: 1,
    description: 'followers that must ack; the cluster’s WRITE_QUORUM if absent',
  }),
);
const timeoutMs = Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_WRITE_TIMEOUT_MS }));
const ttlMs = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: MAX_TTL_MS,
    description:
      'the leader deletes the key so many milliseconds after the write, unless it is written again',
  }),
);
const ifVersion = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'write only if this version stands for the key; 0: only if no value does',
  }),
);
const trace = Type.Optional(
  Type.Boolean({ description: 'tell who acked when; the answer waits up to a second for the losers' }),
);

export const WriteRequest = Exact({ key: ClientKey, value: Value, quorum, timeoutMs, ttlMs, ifVersion });
export type WriteRequest = Static<typeof WriteRequest>;

export const TraceQuery = Exact({ trace });
export type TraceQuery = Static<typeof TraceQuery>;

/** Headers of a write; others are left alone. */
export const WriteHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\x20-\\x7e]{1,200}$',
      description: 'a retry under the same key, of the same request, gets the first answer',
    }),
  ),
  'x-request-id': Type.Optional(
    Type.String({
      description: 'what the logs and errors call the request: 1 to 64 of `A-Z a-z 0-9 _ . : / + = -`',
    }),
  ),
  traceparent: Type.Optional(Type.String({ description: 'W3C trace context, handed on to the followers' })),
  prefer: Type.Optional(Type.String({ description: '`trace` does what `?trace=true` does' })),
});
export type WriteHeaders = Static<typeof WriteHeaders>;

export const ConditionalHeaders = Type.Object({
  ...WriteHeaders.properties,
  'if-match': Type.Optional(
    Type.String({ description: 'write only if this ETag stands; `*`: only if a value does' }),
  ),
  'if-none-match': Type.Optional(Type.String({ description: '`*`: write only if no value stands' })),
});
export type ConditionalHeaders = Static<typeof ConditionalHeaders>;

export const KeyParams = Exact({ key: ClientKey });
export type KeyParams = Static<typeof KeyParams>;

export const PutQuery = Exact({ quorum, timeoutMs, ttlMs, trace });
export type PutQuery = Static<typeof PutQuery>;

export const DeleteQuery = Exact({ quorum, timeoutMs, trace });
export type DeleteQuery = Static<typeof DeleteQuery>;

export const Trace = Exact(
  {
    acks: Type.Array(Exact({ follower: Type.String({ description: 'URL' }), afterMs: Type.Number() })),
    quorums: Type.Array(Exact({ quorum: Type.Integer(), afterMs: Type.Number() }), {
      description: 'what each quorum would have cost in this very race',
    }),
  },
  'The race of one write, in milliseconds from issuing its version.',
);
export type Trace = Static<typeof Trace>;

const answer = {
  quorum: Type.Integer({ description: 'acks that this write waited for' }),
  acks: Type.Integer({ description: 'acks counted when the reply was sent' }),
  followers: Type.Integer({ description: 'followers that the write was sent to' }),
  durationMs: Type.Number({ description: 'from issuing the version to the deciding ack' }),
  trace: Type.Optional(Trace),
};

export const WriteReply = Exact({ key: Type.String(), version: Version, ...answer });
export type WriteReply = Static<typeof WriteReply>;

export const BatchOperation = Exact(
  {
    key: ClientKey,
    value: Type.Optional(Value),
    delete: Type.Optional(Type.Literal(true)),
    ttlMs,
    ifVersion,
  },
  'Either a value, or `delete: true`.',
);
export type BatchOperation = Static<typeof BatchOperation>;

export const BatchRequest = Exact({
  operations: Type.Array(BatchOperation, {
    minItems: 1,
    maxItems: MAX_BATCH_OPERATIONS,
    description: 'each key at most once',
  }),
  quorum,
  timeoutMs,
});
export type BatchRequest = Static<typeof BatchRequest>;

export const BatchReply = Exact({
  firstVersion: Type.Integer({ ...Version, description: 'of the first operation; the others follow' }),
  lastVersion: Version,
  ...answer,
});
export type BatchReply = Static<typeof BatchReply>;

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
