import { addFailures, countFailures, describeFailures, type Failures } from '../measure/recorder.ts';
import { counted, percent, precise, whole } from '../report/numbers.ts';
import { bounds } from './bounds.ts';
import { GAVE_UP } from './desk.ts';
import { isExpected } from './errors.ts';
import type { SoakResult } from './run.ts';
import { lives, phases, type SoakLife, type SoakPhase } from './summary.ts';

/** One thing that was asked of the run. */
export interface Criterion {
  readonly name: string;
  readonly bound: string;
  readonly measured: string;
  readonly passed: boolean;
}

export function soakCriteria(result: SoakResult): Criterion[] {
  const all = phases(result);
  return [
    errors(result),
    ...all.map(latency),
    memory(lives(result.samples)),
    recovery(result),
    replicas(result),
    acknowledged(result),
  ];
}

export function soakVerdict(result: SoakResult, criteria: readonly Criterion[], minutes: number): string {
  const failed = criteria.filter(({ passed }) => !passed);
  const head =
    `Over ${counted(minutes, 'minute')} at ${whole(result.pace)} requests/s (peak ${whole(result.peak.min)}), ` +
    `with ${counted(result.faults.length, 'fault')}:`;
  if (failed.length === 0) return `${head} all that was asked for held.`;
  const sentences = failed.map(
    ({ name, bound, measured }) => `FAILED: ${name}: ${measured} (bound: ${bound}).`,
  );
  return `${head} it did NOT hold. ${sentences.join(' ')}`;
}

function errors({ windows }: SoakResult): Criterion {
  const all = addFailures(windows.map(({ failures }) => failures));
  const split = (expected: boolean): Failures =>
    Object.fromEntries(Object.entries(all).filter(([kind]) => isExpected(kind) === expected));
  const [expected, unexpected] = [split(true), split(false)];
  const passed = countFailures(unexpected) === 0;
  const some = countFailures(expected);
  return {
    name: 'errors',
    bound: `only documented ones that may be sent again, and none ${GAVE_UP}`,
    measured: passed
      ? some === 0
        ? 'none'
        : `${whole(some)}, all of them such`
      : describeFailures(unexpected),
    passed,
  };
}

function latency({ name, boundMs, windows, worstP99Ms, worstStolen, undisturbed }: SoakPhase): Criterion {
  const meanwhile =
    worstStolen === null ? '' : `; in the worst, ${percent(worstStolen)} of the machine went to others`;
  const otherwise =
    undisturbed === null || undisturbed.windows === 0 || undisturbed.windows === windows
      ? ''
      : `; at most ${precise(undisturbed.worstP99Ms)} ms in the ${whole(undisturbed.windows)} undisturbed`;
  return {
    name: `p99 of writes, ${name}`,
    bound: `${whole(boundMs)} ms in each window`,
    measured:
      windows === 0
        ? 'no such window'
        : `at most ${precise(worstP99Ms)} ms in ${counted(windows, 'window')}${meanwhile}${otherwise}`,
    passed: worstP99Ms <= boundMs,
  };
}

function memory(all: readonly SoakLife[]): Criterion {
  const judged = all.filter(({ trend }) => trend !== null);
  const worst = Math.max(...judged.map(({ growth }) => growth!));
  return {
    name: 'memory of each process',
    bound: `greatest of the last quarter at most ${bounds.memoryGrowth} × that of the second`,
    measured:
      judged.length === 0
        ? 'not judged: no process ran long enough'
        : `at most ${worst.toFixed(2)} × in ${counted(judged.length, 'process')}`.replace(
            'processs',
            'processes',
          ),
    passed: judged.length === 0 || worst <= bounds.memoryGrowth,
  };
}

function recovery({ faults, deaths }: SoakResult): Criterion {
  const never = faults.filter(({ recoveredMs }) => recoveredMs === null);
  const longest = Math.max(
    0,
    ...faults.map(({ recoveredMs, endedMs }) => (recoveredMs ?? endedMs) - endedMs),
  );
  const faulty = [
    ...never.map(({ kind, node }) => `${kind} of ${node} never mended`),
    ...deaths.map(node => `${node} died by itself`),
  ];
  return {
    name: 'recovery',
    bound: 'after each fault the cluster is whole again and the load on schedule; no process dies by itself',
    measured: faulty.length > 0 ? faulty.join(', ') : `after at most ${precise(longest / 1000)} s`,
    passed: faulty.length === 0,
  };
}

function replicas({ check }: SoakResult): Criterion {
  const { levelMs, identical, entries } = check;
  return {
    name: 'replicas',
    bound: 'identical in the end',
    measured:
      levelMs === null
        ? 'a follower did not become level'
        : `${identical ? 'identical' : 'DIFFERENT'}, ${whole(entries)} entries, ${whole(levelMs)} ms after the load`,
    passed: levelMs !== null && identical,
  };
}

function acknowledged({ check }: SoakResult): Criterion {
  return {
    name: 'acknowledged writes',
    bound: 'on each key the newest stands, or a newer one in doubt',
    measured:
      check.lost.length === 0
        ? `so on all ${whole(check.keys)} keys`
        : `not on ${whole(check.lost.length)} keys`,
    passed: check.lost.length === 0 && check.keys > 0,
  };
}
