import { MAX_KEY_BYTES } from '@quorate/store';
import { type Static, Type } from '@sinclair/typebox';
import { Exact, Key, Value, Version, WatermarkVersion } from './schemas.ts';

export const consistencyLevels = ['local', 'committed', 'linearizable'] as const;

const demands = {
  consistency: Type.Optional(Type.Union(consistencyLevels.map(level => Type.Literal(level)))),
  minVersion: Type.Optional(
    Type.Integer({ ...WatermarkVersion, description: 'wait until the node has this version' }),
  ),
};

export const ReadQuery = Exact({ key: Key, ...demands });
export type ReadQuery = Static<typeof ReadQuery>;

export const ReadParams = Exact({ key: Key });
export type ReadParams = Static<typeof ReadParams>;

export const KeyQuery = Exact(demands);
export type KeyQuery = Static<typeof KeyQuery>;

export const KeyHeaders = Type.Object({
  'if-none-match': Type.Optional(Type.String({ description: '304 while this ETag stands' })),
});
export type KeyHeaders = Static<typeof KeyHeaders>;

export const ReadReply = Exact({
  key: Type.String(),
  value: Value,
  version: Version,
  committed: Type.Optional(
    Type.Boolean({ description: 'on the leader: acked by the cluster’s write quorum' }),
  ),
});
export type ReadReply = Static<typeof ReadReply>;

export const FollowerParams = Exact({
  place: Type.Integer({ minimum: 1, description: 'of the follower in the configured order, from 1' }),
});

export const PingReply = Exact({
  status: Type.Literal('ok'),
  role: Type.Union([Type.Literal('leader'), Type.Literal('follower')]),
  id: Type.String(),
  epoch: Type.Integer({ description: 'the highest epoch promised; -1 before the first' }),
  version: WatermarkVersion,
});
export type PingReply = Static<typeof PingReply>;

export const MAX_LIST_LIMIT = 1_000;

const prefix = Type.Optional(
  Type.String({ maxLength: MAX_KEY_BYTES, description: 'only keys that begin so; all if absent' }),
);
const limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: MAX_LIST_LIMIT, description: '100 if absent' }),
);

export const ListQuery = Exact({
  prefix,
  after: Type.Optional(Type.String({ maxLength: MAX_KEY_BYTES, description: '`next` of the page before' })),
  limit,
});
export type ListQuery = Static<typeof ListQuery>;

export const ListReply = Exact({
  entries: Type.Array(Exact({ key: Type.String(), value: Value, version: Version }), {
    description: 'in order of the keys’ UTF-8 bytes; a page may be short, or empty, and not be the last',
  }),
  next: Type.Optional(
    Type.String({ description: 'there may be more: ask for them with `after`; absent on the last page' }),
  ),
});
export type ListReply = Static<typeof ListReply>;

export const ChangesQuery = Exact({
  since: Type.Optional(
    Type.String({
      pattern: '^\\d{1,16}(-\\d{1,16})?$',
      description: 'a cursor, or a version; from the beginning if absent or 0',
    }),
  ),
  prefix,
  limit,
});
export type ChangesQuery = Static<typeof ChangesQuery>;

export const ChangesHeaders = Type.Object({
  accept: Type.Optional(Type.String({ description: '`text/event-stream` for a live stream' })),
  'last-event-id': Type.Optional(
    Type.String({ pattern: '^(\\d{1,16}(-\\d{1,16})?)?$', description: 'stands in for `since`' }),
  ),
});
export type ChangesHeaders = Static<typeof ChangesHeaders>;

/** What became of one key: its newest entry. */
export const Change = Exact({
  key: Type.String(),
  version: Version,
  value: Type.Optional(Value),
  deleted: Type.Optional(Type.Literal(true)),
});
export type Change = Static<typeof Change>;

export const ChangesReply = Exact({
  changes: Type.Array(Change, { description: 'the newest of each key, in order of versions' }),
  next: Type.String({ description: 'cursor: where to go on' }),
  more: Type.Boolean({ description: 'there is more by now' }),
});
export type ChangesReply = Static<typeof ChangesReply>;

/** One entry of a dump: an element of the JSON form’s `entries`, or a line of the NDJSON form. */
export const DumpEntry = Exact({
  key: Type.String(),
  value: Value,
  version: Version,
  expiresAtMs: Type.Optional(
    Type.Integer({ description: 'when the leader is to delete it, in Unix milliseconds of its clock' }),
  ),
});
export type DumpEntry = Static<typeof DumpEntry>;

export const DumpQuery = Exact({
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('ndjson')])),
});
export type DumpQuery = Static<typeof DumpQuery>;

export const DumpReply = Exact({ entries: Type.Array(DumpEntry) });
export type DumpReply = Static<typeof DumpReply>;
