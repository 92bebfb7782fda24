import type { Memory } from '../measure/memory.ts';
import type { Sample } from '../measure/rounds.ts';
import { type Spread, spreadOrNull } from '../measure/spread.ts';
import { type CellSummary, soundCell, summarize } from '../measure/summary.ts';
import type { Machine } from '../report/machine.ts';
import { allPoints, type GrowthOptions, type Point, pointName } from './points.ts';
import { growthCell, type WindowMemory } from './target.ts';
import { growthVerdict } from './verdict.ts';

/** In MB of 10⁶ bytes; null where there is no /proc. */
interface NodeMemory {
  readonly residentMb: Spread | null;
  readonly ownMb: Spread | null;
}

export interface GrowthCell extends CellSummary {
  readonly point: Point;
  readonly leaderMemory: NodeMemory;
  readonly followerMemory: NodeMemory;
}

/** What `growth.json` holds. */
export interface GrowthReport {
  readonly what: 'growth';
  /** ISO 8601 */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly options: GrowthOptions;
  readonly passed: boolean;
  readonly verdict: string;
  readonly cells: readonly GrowthCell[];
}

export function growthReport(
  options: GrowthOptions,
  samples: readonly Sample[],
  memories: readonly WindowMemory[],
  { machine, measuredAt }: { machine: Machine; measuredAt: string },
): GrowthReport {
  const points = allPoints(options);
  const targets = points.map(point => ({ name: pointName(point), cells: [growthCell(point, options)] }));
  const cells = summarize(samples, targets).map((summary, i): GrowthCell => {
    const own = memories.filter(memory => memory.point === summary.target);
    return {
      ...summary,
      point: points[i]!,
      leaderMemory: nodeMemory(own.map(({ leader }) => leader)),
      followerMemory: nodeMemory(own.map(({ follower }) => follower)),
    };
  });
  const passed = cells.every(soundCell);
  const verdict = growthVerdict(options, cells);
  return { what: 'growth', measuredAt, machine, options, passed, verdict, cells };
}

export function cellAt(cells: readonly GrowthCell[], point: Point): GrowthCell | undefined {
  return cells.find(cell => cell.target === pointName(point));
}

function nodeMemory(windows: readonly (Memory | null)[]): NodeMemory {
  return {
    residentMb: spreadOrNull(windows.map(memory => memory && memory.residentBytes / 1e6)),
    ownMb: spreadOrNull(windows.map(memory => memory && memory.ownBytes / 1e6)),
  };
}
