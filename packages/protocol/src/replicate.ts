import { type Static, Type } from '@sinclair/typebox';
import { WriteOrigin } from './origin.ts';
import { Exact, Key, Value, Version, WatermarkVersion } from './schemas.ts';

export const MAX_BATCH_ENTRIES = 10_000;

const batchEnd = Type.Optional(
  Type.Integer({ ...Version, description: 'last version of the batch that it belongs to' }),
);
const expiresAtMs = Type.Optional(
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Unix milliseconds' }),
);
const Put = Exact({ key: Key, version: Version, value: Value, batchEnd, expiresAtMs });
const Tombstone = Exact({ key: Key, version: Version, tombstone: Type.Literal(true), batchEnd });

export const ReplicateRequest = Exact({
  epoch: Type.Integer({ minimum: 0, description: 'leadership of the sender' }),
  leader: Exact({
    id: Type.String({ maxLength: 200 }),
    url: Type.String({ maxLength: 2000 }),
    incarnation: Type.String({
      maxLength: 100,
      description: 'one run of the leader: an epoch belongs to one run',
    }),
  }),
  incarnation: Type.String({
    maxLength: 100,
    description: 'the follower’s incarnation as the leader knows it; "" when it does not',
  }),
  watermark: Type.Integer({
    ...WatermarkVersion,
    description: 'what a follower of that incarnation may take as its watermark once the entries are applied',
  }),
  collect: Type.Integer({
    ...WatermarkVersion,
    description: 'every follower has the tombstones at or below it: they may go, once the watermark is there',
  }),
  entries: Type.Array(Type.Union([Put, Tombstone]), { maxItems: MAX_BATCH_ENTRIES }),
  origins: Type.Optional(
    Type.Array(WriteOrigin, {
      maxItems: MAX_BATCH_ENTRIES,
      description: 'what their clients call some of the writes, for the logs',
    }),
  ),
});
export type ReplicateRequest = Static<typeof ReplicateRequest>;

export const ReplicateReply = Exact(
  {
    epoch: Type.Integer({ description: 'the highest epoch promised; -1 before the first' }),
    incarnation: Type.String({ description: 'differs after each start, so that a restart is noticed' }),
    watermark: WatermarkVersion,
    lastVersion: WatermarkVersion,
    collected: Type.Integer({ ...WatermarkVersion, description: 'no tombstone at or below it is left' }),
    digest: Type.String({ description: 'order-free hash of all that stands' }),
  },
  'The ack: every entry of the request is applied or superseded here, and as durable as configured.',
);
export type ReplicateReply = Static<typeof ReplicateReply>;

export const EntriesQuery = Exact({
  after: WatermarkVersion,
  limit: Type.Integer({ minimum: 1, maximum: MAX_BATCH_ENTRIES }),
});
export type EntriesQuery = Static<typeof EntriesQuery>;

/** A follower’s own entries, which a leader reads to learn what it lacks. */
export const EntriesReply = Exact({
  entries: Type.Array(Type.Unsafe<Static<typeof Put> | Static<typeof Tombstone>>({})),
  covers: Type.Integer({ description: 'nothing of this node at or below it, and above `after`, is missing' }),
});
export type EntriesReply = Static<typeof EntriesReply>;

export const MAX_RANGE_KEYS = 5_000;

export const RangeQuery = Exact({
  after: Type.String({ maxLength: 512, description: 'the range begins above this key; "" for the first' }),
  limit: Type.Integer({ minimum: 1, maximum: MAX_RANGE_KEYS }),
  detail: Type.Optional(Type.Boolean({ description: 'name each key, not just the digest of all' })),
});
export type RangeQuery = Static<typeof RangeQuery>;

/** A stretch of a follower’s keys, read from its disk. */
export const RangeReply = Exact({
  digest: Type.String(),
  last: Type.Union([Type.String(), Type.Null()], {
    description: 'the last key; null when the range reaches the end',
  }),
  watermark: WatermarkVersion,
  collected: WatermarkVersion,
  fingerprints: Type.Array(Exact({ key: Type.String(), version: WatermarkVersion, hash: Type.String() })),
});
export type RangeReply = Static<typeof RangeReply>;
