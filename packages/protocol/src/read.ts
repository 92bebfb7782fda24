import { type Static, Type } from '@sinclair/typebox';
import { Exact, Key, Value, Version, WatermarkVersion } from './schemas.ts';

export const consistencyLevels = ['local', 'committed', 'linearizable'] as const;

export const ReadQuery = Exact({
  key: Key,
  consistency: Type.Optional(Type.Union(consistencyLevels.map(level => Type.Literal(level)))),
  minVersion: Type.Optional(
    Type.Integer({ ...WatermarkVersion, description: 'wait until the node has this version' }),
  ),
});
export type ReadQuery = Static<typeof ReadQuery>;

export const ReadReply = Exact({
  key: Type.String(),
  value: Value,
  version: Version,
  committed: Type.Optional(
    Type.Boolean({ description: 'on the leader: acked by the cluster’s write quorum' }),
  ),
});
export type ReadReply = Static<typeof ReadReply>;

export const PingReply = Exact({
  status: Type.Literal('ok'),
  role: Type.Union([Type.Literal('leader'), Type.Literal('follower')]),
  id: Type.String(),
  epoch: Type.Integer({ description: 'the highest epoch promised; -1 before the first' }),
  version: WatermarkVersion,
});
export type PingReply = Static<typeof PingReply>;

/** One entry of a dump: an element of the JSON form’s `entries`, or a line of the NDJSON form. */
export const DumpEntry = Exact({ key: Type.String(), value: Value, version: Version });
export type DumpEntry = Static<typeof DumpEntry>;

export const DumpQuery = Exact({
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('ndjson')])),
});
export type DumpQuery = Static<typeof DumpQuery>;

export const DumpReply = Exact({ entries: Type.Array(DumpEntry) });
export type DumpReply = Static<typeof DumpReply>;
