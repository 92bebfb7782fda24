import type { Cell, Target } from '../measure/rounds.ts';
import { ceilingTarget, type Durability, naiveTarget, quorateTarget } from './targets.ts';

export interface ThroughputOptions {
  readonly followers: number;
  readonly durabilities: readonly Durability[];
  readonly connections: readonly number[];
  readonly quorums: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
}

/** The connections at which everything is compared: the most that were asked for. */
export function comparedConnections({ connections }: ThroughputOptions): number {
  return Math.max(...connections);
}

/** Quorate over the whole grid with each durability, the baselines at {@link comparedConnections} only. */
export function planTargets(options: ThroughputOptions): Target[] {
  const { followers, durabilities, quorums } = options;
  const connections = comparedConnections(options);
  const grid: Cell[] = options.connections.flatMap(count =>
    quorums.map(quorum => ({ connections: count, quorum })),
  );
  return [
    ...durabilities.map(durability => quorateTarget(durability, followers, grid)),
    ceilingTarget([{ connections, quorum: null }]),
    naiveTarget(
      followers,
      quorums.map(quorum => ({ connections, quorum })),
    ),
  ];
}
