import type { TopLevelSpec } from 'vega-lite';
import { colors } from '../chart/theme.ts';
import type { Spread } from '../measure/spread.ts';
import { counted } from '../report/numbers.ts';
import { titles } from './document.ts';
import { BASE, type GrowthOptions, quorumOf, series, type Variable, variables } from './points.ts';
import { cellAt, type GrowthCell, type GrowthReport } from './report.ts';

/** Drawn solid and dashed. */
const lineNames = ['leader, or all nodes together', 'mean of followers'] as const;

interface Line {
  readonly name: (typeof lineNames)[number];
  readonly pick: (cell: GrowthCell) => Spread | null;
}

interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const panels: readonly Panel[] = [
  { title: 'writes per second', lines: [{ name: lineNames[0], pick: cell => cell.writesPerSecond }] },
  { title: 'CPU seconds per 10,000', lines: [{ name: lineNames[0], pick: cell => cell.cpuPer10k }] },
  {
    title: 'memory of a node, MB',
    lines: [
      { name: lineNames[0], pick: cell => cell.leaderMemory.residentMb },
      { name: lineNames[1], pick: cell => cell.followerMemory.residentMb },
    ],
  },
];

/** One legend for all panels. */
const shared = { scale: { color: 'shared', strokeDash: 'shared' } };

/** Small multiples: a row for each variable, a column for each figure. */
export function growthChart(report: GrowthReport): TopLevelSpec {
  const { options, machine } = report;
  return {
    title: {
      text: 'What more keys, followers and bytes cost',
      subtitle: [
        `base case: ${short(options.keys[0]!)} keys, ${counted(BASE.followers, 'follower')}, quorum ` +
          `${quorumOf(BASE.followers)}, ${BASE.valueBytes}-byte values; ${options.connections} connections`,
        `all on ${machine.cores} shared cores; points: median of ${counted(options.windows, 'window')}; bars: least and greatest`,
      ],
    },
    spacing: 26,
    resolve: shared,
    vconcat: variables.map((variable, row) => ({
      // By the panels alone, so that columns stand in line whatever their labels.
      bounds: 'flush',
      spacing: 66,
      resolve: shared,
      hconcat: panels
        .filter(({ lines }) => report.cells.some(lines[0]!.pick))
        .map(panel => drawPanel(report, variable, panel, row === 0)),
    })),
  } as TopLevelSpec;
}

function drawPanel(
  { options, cells }: GrowthReport,
  variable: Variable,
  { title, lines }: Panel,
  top: boolean,
): object {
  const values = options.durabilities.flatMap(durability =>
    series(options, variable, durability).flatMap(point =>
      lines.flatMap(({ name, pick }) => {
        const cell = cellAt(cells, point);
        const figure = cell ? pick(cell) : null;
        return figure
          ? [{ x: point[variable], at: short(point[variable]), durability, of: name, ...figure }]
          : [];
      }),
    ),
  );
  const x = {
    field: 'at',
    type: 'ordinal',
    title: axisTitle(options, variable),
    sort: options[variable].map(short),
    axis: { labelAngle: 0, grid: false },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    title: null,
    scale: { domainMin: 0 },
    axis: { tickCount: 4, format: '~s' },
  });
  const { durabilities } = options;
  const hues = { sync: colors.blue, async: colors.grey, memory: colors.orange };
  const scale = { domain: durabilities, range: durabilities.map(durability => hues[durability]) };
  const legend = { orient: 'top', title: null, labelFontSize: 13, labelLimit: 0, symbolType: 'stroke' };
  const color = { field: 'durability', type: 'nominal', scale, legend };
  const dashes = [
    [1, 0],
    [5, 4],
  ];
  const strokeDash = { field: 'of', type: 'nominal', scale: { domain: lineNames, range: dashes }, legend };
  return {
    ...(top ? { title: { text: title, fontSize: 13, fontWeight: 600, offset: 10 } } : {}),
    width: 230,
    height: 150,
    data: { values },
    encoding: { x, color },
    layer: [
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { y: y('median'), strokeDash } },
      {
        mark: { type: 'rule', opacity: 0.6 },
        encoding: { y: y('min'), y2: { field: 'max' }, detail: { field: 'of' } },
      },
      {
        mark: { type: 'point', filled: true, size: 50, opacity: 1 },
        encoding: { y: y('median'), detail: { field: 'of' } },
      },
    ],
  };
}

function axisTitle(options: GrowthOptions, variable: Variable): string {
  const title = titles[variable].toLowerCase();
  const { keys } = series(options, variable, options.durabilities[0]!)[0]!;
  return variable === 'valueBytes' ? `${title} (over ${keys.toLocaleString('en-US')} keys)` : title;
}

/** 10k, 1M, 100. */
function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 10_000 ? `${Math.round(value / 1000)}k` : `${value}`;
}
