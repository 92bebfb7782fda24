import type { Machine } from '../report/machine.ts';
import type { SoakOptions } from './options.ts';
import type { SoakResult } from './run.ts';
import { lives, phases, type SoakLife, type SoakPhase } from './summary.ts';
import { type Criterion, soakCriteria, soakVerdict } from './verdict.ts';

/** What `soak.json` holds. Names ending in `Ms` are milliseconds, from the start of the hold where they are moments. */
export interface SoakReport extends SoakResult {
  readonly what: 'soak';
  /** ISO 8601 */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly options: SoakOptions;
  readonly passed: boolean;
  readonly verdict: string;
  readonly criteria: readonly Criterion[];
  readonly phases: readonly SoakPhase[];
  readonly lives: readonly SoakLife[];
}

export function soakReport(
  options: SoakOptions,
  result: SoakResult,
  about: { readonly machine: Machine; readonly measuredAt: string },
): SoakReport {
  const criteria = soakCriteria(result);
  return {
    what: 'soak',
    ...about,
    options,
    passed: criteria.every(({ passed }) => passed),
    verdict: soakVerdict(result, criteria, options.holdMs / 60_000),
    criteria,
    phases: phases(result),
    lives: lives(result.samples),
    ...result,
  };
}
