import type { Durability } from '../throughput/targets.ts';
import type { SoakFaultKind } from './plan.ts';

export interface SoakOptions {
  readonly followers: number;
  readonly quorum: number;
  readonly durability: Durability;
  /** Connections that write; a quarter as many read. This bounds what is in flight. */
  readonly connections: number;
  readonly seed: number;
  /** Part of the peak that is held. */
  readonly share: number;
  /** As long as nodes remember requests and deletions, at least: the peak is then that of a cluster in its steady state. */
  readonly warmupMs: number;
  /** How long the peak is looked for, in windows as long as those of the hold. */
  readonly peakMs: number;
  /** How long the load is held. */
  readonly holdMs: number;
  /** Figures are kept for each window of the hold. */
  readonly windowMs: number;
  readonly faultEveryMs: number;
  /** Least and greatest length of a fault; a restart takes as long as it takes. */
  readonly faultMs: readonly [number, number];
  readonly kinds: readonly SoakFaultKind[];
}
