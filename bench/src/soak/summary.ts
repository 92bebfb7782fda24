import type { HostSample } from '../measure/host.ts';
import { addFailures, type Failures } from '../measure/recorder.ts';
import { spread } from '../measure/spread.ts';
import { bounds } from './bounds.ts';
import type { SoakFault } from './faults.ts';
import type { SoakResult } from './run.ts';
import { type Trend, trend } from './trend.ts';
import type { NodeSample } from './watch.ts';
import type { WindowFigures } from './windows.ts';

const MINUTE_MS = 60_000;

/** All windows of one sort. */
export interface SoakPhase {
  readonly name: string;
  readonly boundMs: number;
  readonly windows: number;
  /** Medians over the windows; 0 where there is none. */
  readonly writesPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Of any window. */
  readonly worstP99Ms: number;
  /** What part of the machine's time went to other guests in that window; null where nobody tells. */
  readonly worstStolen: number | null;
  /** Those in which the machine was there as it was while the peak was found; null where nobody tells. */
  readonly undisturbed: { readonly windows: number; readonly worstP99Ms: number } | null;
  readonly maxMs: number;
  readonly readP99Ms: number;
  readonly failures: Failures;
}

/** In parts of the machine's time. A hypervisor takes a little for itself, whoever else there is. */
export const MORE_STOLEN = 0.01;

type WindowSort = 'quiet' | 'fault' | 'restart';

const sorts: readonly (readonly [sort: WindowSort, name: string, boundMs: number])[] = [
  ['quiet', 'no fault', bounds.quietP99Ms],
  ['fault', 'fault of one follower', bounds.faultP99Ms],
  ['restart', 'restart of the leader', bounds.restartP99Ms],
];

/** A window belongs to a fault if any part of it lies between the fault's beginning and the recovery from it. */
export function sortOf({ fromMs, toMs }: WindowFigures, faults: readonly SoakFault[]): WindowSort {
  const touching = faults.filter(fault => fault.fromMs < toMs && (fault.recoveredMs ?? Infinity) >= fromMs);
  if (touching.some(({ kind }) => kind === 'restart')) return 'restart';
  return touching.length > 0 ? 'fault' : 'quiet';
}

export function phases({ windows, faults, hosts }: SoakResult): SoakPhase[] {
  const stolen = new Map(windows.map((window, i) => [window, hosts.hold[i]?.stolen ?? null]));
  const undisturbed = undisturbedWindows(hosts);
  return sorts.map(([sort, name, boundMs]) => {
    const own = windows.filter(window => sortOf(window, faults) === sort);
    const worst = own.toSorted((a, b) => b.writes.p99Ms - a.writes.p99Ms)[0];
    const median = (pick: (window: WindowFigures) => number) =>
      own.length === 0 ? 0 : spread(own.map(pick)).median;
    const most = (pick: (window: WindowFigures) => number, of = own) => Math.max(0, ...of.map(pick));
    const p99 = ({ writes }: WindowFigures) => writes.p99Ms;
    const calm = undisturbed && own.filter(window => undisturbed.has(windows.indexOf(window)));
    return {
      name,
      boundMs,
      windows: own.length,
      writesPerSecond: median(window => window.writesPerSecond),
      p50Ms: median(({ writes }) => writes.medianMs),
      p95Ms: median(({ writes }) => writes.p95Ms),
      p99Ms: median(p99),
      worstP99Ms: worst?.writes.p99Ms ?? 0,
      worstStolen: (worst && stolen.get(worst)) ?? null,
      undisturbed: calm && { windows: calm.length, worstP99Ms: most(p99, calm) },
      maxMs: most(({ writes }) => writes.maxMs),
      readP99Ms: median(({ reads }) => reads.p99Ms),
      failures: addFailures(own.map(({ failures }) => failures)),
    };
  });
}

/**
 * The places of the windows in which others got no more of the machine than they ever did while the peak was found, by
 * {@link MORE_STOLEN} at most. Nor did they in the window before, whose backlog would count in this one. Only there is
 * the load the part of the peak that it was to be. Null where nobody tells.
 */
function undisturbedWindows({ peak, hold }: SoakResult['hosts']): Set<number> | null {
  const known = peak.map(({ stolen }) => stolen).filter(one => one !== null);
  if (known.length === 0) return null;
  const limit = Math.max(...known) + MORE_STOLEN;
  const calm = (sample: HostSample | undefined) => sample === undefined || (sample.stolen ?? 1) <= limit;
  return new Set([...hold.keys()].filter(place => calm(hold[place]) && calm(hold[place - 1])));
}

/** One process from its start to its end; a node that was restarted has several. */
export interface SoakLife {
  readonly node: string;
  readonly restarts: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ownMb: number;
  readonly cores: number | null;
  /** Of resident memory, in MB; its slope in MB a minute. Null if the process ran too short. */
  readonly trend: Trend | null;
  /** Greatest of the last quarter over that of the second. */
  readonly growth: number | null;
}

export function lives(samples: readonly NodeSample[]): SoakLife[] {
  const groups = Map.groupBy(samples, ({ node, restarts }) => `${node} ${restarts}`);
  return [...groups.values()]
    .map((own): SoakLife => {
      const [first, last] = [own[0]!, own.at(-1)!];
      const found = trend(own.map(({ atMs, residentMb }) => [atMs / MINUTE_MS, residentMb]));
      const cores = own.map(one => one.cores).filter(one => one !== null);
      return {
        node: first.node,
        restarts: first.restarts,
        fromMs: first.atMs,
        toMs: last.atMs,
        ownMb: last.ownMb,
        cores: cores.length === 0 ? null : spread(cores).median,
        trend: found,
        growth: found === null ? null : found.lastQuarter / found.secondQuarter,
      };
    })
    .sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** The leader first, then the followers, each with its lives in order. */
function rank({ node, restarts }: SoakLife): string {
  return `${node === 'leader' ? 0 : 1}${node} ${String(restarts).padStart(3, '0')}`;
}
