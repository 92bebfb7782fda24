import { describeFaults } from '../report/faults.ts';
import { precise, whole } from '../report/numbers.ts';
import { type GrowthOptions, series, type Variable, variables } from './points.ts';
import { cellAt, type GrowthCell } from './report.ts';

const units: Readonly<Record<Variable, string>> = {
  keys: 'keys',
  followers: 'followers',
  valueBytes: 'bytes',
};

/** One paragraph: what went wrong, if anything did; then each variable from its least to its greatest. */
export function growthVerdict(options: GrowthOptions, cells: readonly GrowthCell[]): string {
  const sentences = describeFaults(cells);
  if (sentences.length === 0)
    sentences.push('Every request succeeded, and at each point all replicas became identical.');
  for (const variable of variables) {
    for (const durability of options.durabilities) {
      const points = series(options, variable, durability);
      const [least, greatest] = [points[0]!, points.at(-1)!];
      const [from, to] = [cellAt(cells, least), cellAt(cells, greatest)];
      if (!from || !to || from === to) continue;
      sentences.push(
        `From ${whole(least[variable])} to ${whole(greatest[variable])} ${units[variable]}, durability ${durability}: ` +
          `${change(from, to, cell => cell.writesPerSecond.median, whole)} writes/s, ` +
          `${change(from, to, cell => cell.cpuPer10k?.median, precise)} CPU seconds per 10,000, leader ` +
          `${change(from, to, cell => cell.leaderMemory.residentMb?.median, whole)} MB.`,
      );
    }
  }
  return sentences.join(' ');
}

function change(
  from: GrowthCell,
  to: GrowthCell,
  pick: (cell: GrowthCell) => number | undefined,
  format: (value: number) => string,
): string {
  const text = (value: number | undefined) => (value === undefined ? 'unknown' : format(value));
  return `${text(pick(from))} → ${text(pick(to))}`;
}
