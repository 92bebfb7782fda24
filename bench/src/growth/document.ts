import { countFailures, describeFailures } from '../measure/recorder.ts';
import type { Spread } from '../measure/spread.ts';
import { describeMachine } from '../report/machine.ts';
import { precise, ranged, whole } from '../report/numbers.ts';
import { markdownTable, type Table } from '../report/table.ts';
import { explanations } from './explanations.ts';
import { BASE, quorumOf, series, type Variable, variables } from './points.ts';
import { cellAt, type GrowthCell, type GrowthReport } from './report.ts';

export const titles: Readonly<Record<Variable, string>> = {
  keys: 'Keys',
  followers: 'Followers',
  valueBytes: 'Bytes of a value',
};

/** One variable; rows of each durability in turn. */
export function growthTable({ options, cells }: GrowthReport, variable: Variable): Table {
  const rows = options.durabilities.flatMap(durability =>
    series(options, variable, durability).flatMap(point => {
      const cell = cellAt(cells, point);
      return cell ? [row(cell, `${whole(point[variable])}, ${durability}`)] : [];
    }),
  );
  return {
    head: [
      titles[variable].toLowerCase(),
      'quorum',
      'writes/s',
      'p50 ms',
      'p99 ms',
      'CPU s per 10,000',
      'leader MB',
      'of it own',
      'follower MB',
      'of it own',
      'failed',
      'replicas',
    ],
    rows,
  };
}

function row(cell: GrowthCell, label: string): string[] {
  const { leaderMemory, followerMemory } = cell;
  return [
    label,
    `${cell.quorum}`,
    ranged(cell.writesPerSecond, whole),
    precise(cell.p50Ms.median),
    ranged(cell.p99Ms, precise),
    cell.cpuPer10k === null ? 'n/a' : ranged(cell.cpuPer10k, precise),
    ...[leaderMemory.residentMb, leaderMemory.ownMb, followerMemory.residentMb, followerMemory.ownMb].map(
      median,
    ),
    countFailures(cell.failures) === 0 ? '0' : describeFailures(cell.failures),
    cell.identical === null ? '–' : cell.identical ? 'identical' : 'DIFFERENT',
  ];
}

function median(figure: Spread | null): string {
  return figure === null ? 'n/a' : whole(figure.median);
}

export function growthMarkdown(report: GrowthReport): string {
  const { options, machine, measuredAt, verdict } = report;
  const { connections, seconds, windows, keys } = options;
  const tables = variables
    .map(variable => `## ${titles[variable]}\n\n${markdownTable(growthTable(report, variable))}`)
    .join('\n\n');
  const reasons = variables
    .map(variable => `**${titles[variable]}.** ${explanations[variable].join(' ')}`)
    .join('\n\n');
  return `# Growth: what more keys, followers and bytes cost

${verdict}

![Writes per second, CPU time and memory against keys, followers and bytes of a value](growth.svg)

${tables}

## Why it bends

${reasons}

## How it was measured

One thing is varied at a time; the rest is ${whole(keys[0]!)} keys, ${BASE.followers} followers with quorum ${quorumOf(BASE.followers)} (half of the
followers, rounded up) and values of ${BASE.valueBytes} bytes. The bytes of a value are varied over fewer keys, since large values over all
of them would fill the memory. For each point a fresh cluster is filled through \`POST /write\`, then ${connections} connections write to
keys all over the place in a closed loop: a warm-up of one second and ${seconds} s measured, ${windows} times. Figures are medians of these,
with the least and the greatest behind them. At the end the run waits until all followers are level and compares the dumps of
all replicas.

**Memory** is VmRSS from /proc, right after the load; followers: their mean. "Own" is RssAnon: heap, and garbage not collected yet.
The rest is mapped files, with durability \`sync\` above all the database, which the kernel keeps as long as there is room.

**CPU** is user and system time of all server processes for 10,000 acked writes, from /proc (ticks of 10 ms).

**Machine.** ${describeMachine(machine)}. Measured on ${measuredAt.slice(0, 10)}.

**Caveats.** All nodes and the load share ${machine.cores} cores and one disk; more followers here also means less machine for each. The points
run one after the other, so what disturbs the machine for a minute falls on one of them.
`;
}
