import { setTimeout as sleep } from 'node:timers/promises';
import { untilLevel } from '../cluster/level.ts';
import { describeFault, type Round } from './fault.ts';
import { type Battlefield, inject } from './inject.ts';

export interface NemesisOptions extends Battlefield {
  readonly rounds: Iterable<Round>;
  /** No round begins after so long. */
  readonly forMs: number;
  readonly onFault: (description: string) => void;
}

/**
 * Plays the rounds, one after the other.
 *
 * @throws Error when the cluster did not come back from a round as it must
 */
export async function runNemesis(options: NemesisOptions): Promise<void> {
  const { rounds, forMs, limitMs, onFault, cluster, signal } = options;
  const end = performance.now() + forMs;
  for (const { faults: together, fromLevel, pauseMs } of rounds) {
    if (performance.now() > end) break;
    if (fromLevel) await level();
    for (const fault of together) onFault(describeFault(fault));
    await Promise.all(together.map(fault => inject(fault, options)));
    // After the loss of a disk all must have everything again, before anything else goes wrong.
    if (fromLevel) await level();
    await sleep(pauseMs, undefined, { signal });
  }

  async function level(): Promise<void> {
    const standing = await untilLevel(cluster, limitMs, signal);
    if (standing !== undefined) {
      throw new Error(`The replicas were not level after ${limitMs} ms: ${standing}`);
    }
  }
}
