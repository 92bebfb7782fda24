import { type Static, Type } from '@sinclair/typebox';
import { FaultsReply } from './faults.ts';
import { Exact } from './schemas.ts';
import { CurvePoint, StatusReply } from './status.ts';

export const LiveRace = Exact(
  {
    version: Type.Integer({ description: 'the last one, of a batch' }),
    key: Type.String({ description: 'the first one, of a batch' }),
    quorum: Type.Integer(),
    startedAtMs: Type.Number({ description: 'Unix time in milliseconds' }),
    acksMs: Type.Array(Type.Union([Type.Number(), Type.Null()]), {
      description: 'for each follower in the configured order, when its ack came after the start, or null',
    }),
  },
  'One write on its way to every follower.',
);
export type LiveRace = Static<typeof LiveRace>;

export const LiveSample = Exact(
  {
    atMs: Type.Integer({ description: 'Unix time in milliseconds at which this second began' }),
    writes: Type.Integer({ description: 'answered with their quorum reached' }),
    errors: Type.Integer({ description: 'answered otherwise' }),
    p50Ms: Type.Union([Type.Number(), Type.Null()], { description: 'null in a second without writes' }),
    p99Ms: Type.Union([Type.Number(), Type.Null()]),
  },
  'One second of writes.',
);
export type LiveSample = Static<typeof LiveSample>;

export const LiveState = Exact(
  {
    atMs: Type.Integer({ description: 'Unix time in milliseconds' }),
    status: StatusReply,
    recentCurve: Type.Array(CurvePoint, { description: 'the quorum curve of the last 10 to 20 seconds' }),
    samples: Type.Array(LiveSample, {
      description: 'seconds that ended since the last event; in the first one those of the last five minutes',
    }),
    races: Type.Array(LiveRace, {
      description:
        'some of the writes of the last three seconds, each in its newest state: the same version comes again',
    }),
    faults: FaultsReply,
  },
  'What `/live` sends twice a second. A follower has no races, samples or curve.',
);
export type LiveState = Static<typeof LiveState>;
