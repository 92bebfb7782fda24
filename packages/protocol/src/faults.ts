import { type Static, Type } from '@sinclair/typebox';
import { Exact } from './schemas.ts';

/** Every fault ends by itself, after an hour at the latest. */
export const MAX_FAULT_MS = 3_600_000;
const MAX_FAULT_DELAY_MS = 60_000;

export const faultKinds = ['delay', 'drop', 'cut', 'freeze'] as const;
/**
 * What is done to the way between the leader and one follower:
 *
 * - `delay`: each write is held back for a time between `minMs` and `maxMs`, drawn for each on its own
 * - `drop`: of the requests a share of `rate` is lost, on the way there or on the way back
 * - `cut`: nothing comes through, and the leader is told so at once, as by a closed port
 * - `freeze`: nothing comes through, and the leader is not told, as by a stopped process
 */
export type FaultKind = (typeof faultKinds)[number];

const fields = {
  follower: Type.String({ description: 'URL of the follower, as `/status` has it; `*` for all of them' }),
  kind: Type.Union(faultKinds.map(kind => Type.Literal(kind))),
  minMs: Type.Optional(
    Type.Number({ minimum: 0, maximum: MAX_FAULT_DELAY_MS, description: 'of a `delay`; 0 if absent' }),
  ),
  maxMs: Type.Optional(
    Type.Number({ minimum: 0, maximum: MAX_FAULT_DELAY_MS, description: 'required for a `delay`' }),
  ),
  rate: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'required for a `drop`: 0 to 1' })),
};

export const FaultRequest = Exact(
  {
    ...fields,
    durationMs: Type.Integer({ minimum: 1, maximum: MAX_FAULT_MS, description: 'it ends by itself then' }),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        description: 'of what is drawn by chance, to repeat it; drawn if absent',
      }),
    ),
  },
  'One fault on purpose. It replaces one of the same kind at the same follower.',
);
export type FaultRequest = Static<typeof FaultRequest>;

export const ActiveFault = Exact({
  id: Type.String(),
  ...fields,
  seed: Type.Integer(),
  endsAtMs: Type.Integer({ description: 'Unix time in milliseconds' }),
});
export type ActiveFault = Static<typeof ActiveFault>;

export const FaultsReply = Exact({
  enabled: Type.Boolean({ description: 'whether the leader was started with `FAULTS=true`' }),
  faults: Type.Array(ActiveFault, { description: 'those that have not ended' }),
});
export type FaultsReply = Static<typeof FaultsReply>;

export const FaultParams = Exact({ id: Type.String({ maxLength: 64 }) });
