import type { TopLevelSpec } from 'vega-lite';
import { colors, halo } from '../chart/theme.ts';
import type { Spread } from '../measure/spread.ts';
import type { CellSummary } from '../measure/summary.ts';
import { counted, precise } from '../report/numbers.ts';
import { comparedConnections } from './plan.ts';
import type { ThroughputReport } from './report.ts';
import { CEILING, NAIVE } from './targets.ts';

const hues = [colors.blue, colors.sky, colors.pale];

interface Panel {
  readonly title: string;
  readonly format: (value: number) => string;
  readonly pick: (cell: CellSummary) => Spread | null;
}

/** Two panels over the write quorum: writes per second, and CPU seconds per 10,000 writes. */
export function throughputChart({ options, cells, machine }: ThroughputReport): TopLevelSpec {
  const connections = comparedConnections(options);
  const compared = cells.filter(cell => cell.connections === connections);
  const panels: Panel[] = [
    { title: 'Writes per second (more is better)', format: thousands, pick: cell => cell.writesPerSecond },
    {
      title: 'CPU seconds per 10,000 writes (less is better)',
      format: precise,
      pick: cell => cell.cpuPer10k,
    },
  ];
  const servers = counted(options.followers + 1, 'server');
  return {
    title: {
      text: 'Throughput: Quorate and naive replication',
      subtitle: [
        `${connections} connections, closed loop; ${servers} and the load share ${machine.cores} cores`,
        `bars: median of ${counted(options.rounds, 'round')}; whiskers: least and greatest`,
        'dashed: one bare Fastify without replication, the ceiling',
      ],
    },
    spacing: 30,
    // Panels without any figure (CPU time, where there is no /proc) are left out.
    hconcat: panels.filter(({ pick }) => compared.some(pick)).map(panel => drawPanel(panel, compared)),
  } as TopLevelSpec;
}

function drawPanel({ title, format, pick }: Panel, cells: readonly CellSummary[]): object {
  const names = [...new Set(cells.map(cell => cell.target))].filter(
    name => name !== CEILING && name !== NAIVE,
  );
  const domain = [...names, NAIVE];
  const range = [...names.map((_, i) => hues[i % hues.length]!), colors.grey];
  const values = cells.flatMap(cell => {
    const figure = pick(cell);
    if (figure === null || cell.quorum === null) return [];
    return [{ target: cell.target, quorum: cell.quorum, ...figure, label: format(figure.median) }];
  });
  const x = {
    field: 'quorum',
    type: 'ordinal',
    title: 'write quorum',
    axis: { labelAngle: 0, grid: false, labelFontSize: 13 },
    scale: { paddingInner: 0.2 },
  };
  const xOffset = { field: 'target', scale: { domain } };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    title: null,
    axis: { tickCount: 6, format: '~s' },
  });
  const color = {
    field: 'target',
    type: 'nominal',
    scale: { domain, range },
    legend: { orient: 'top', title: null, labelFontSize: 13, labelLimit: 0, symbolType: 'square', offset: 8 },
  };
  const label = { type: 'text', dy: -8, fontSize: 11 };
  const labelAt = { x, xOffset, y: y('max'), text: { field: 'label' } };
  return {
    title: { text: title, fontSize: 13, fontWeight: 600, offset: 12 },
    width: 400,
    height: 300,
    data: { values },
    layer: [
      { mark: { type: 'bar', cornerRadiusEnd: 2 }, encoding: { x, xOffset, y: y('median'), color } },
      {
        mark: { type: 'rule', color: colors.ink, opacity: 0.7 },
        encoding: { x, xOffset, y: y('min'), y2: { field: 'max' } },
      },
      ...drawCeiling(cells.find(cell => cell.target === CEILING) ?? null, format, pick),
      { mark: { ...label, ...halo }, encoding: labelAt },
      { mark: label, encoding: labelAt },
    ],
  };
}

/** A dashed line, named at its right end, outside the bars. */
function drawCeiling(ceiling: CellSummary | null, format: Panel['format'], pick: Panel['pick']): object[] {
  const figure = ceiling && pick(ceiling);
  if (!figure) return [];
  const data = { values: [{ limit: figure.median, text: ['bare Fastify', format(figure.median)] }] };
  const y = { field: 'limit', type: 'quantitative' };
  return [
    {
      data,
      mark: { type: 'rule', color: colors.orange, strokeDash: [5, 4], strokeWidth: 1.5 },
      encoding: { y },
    },
    {
      data,
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'middle',
        dx: 6,
        dy: -4,
        color: colors.orange,
        fontWeight: 600,
      },
      encoding: { x: { value: 'width' }, y, text: { field: 'text' } },
    },
  ];
}

/** 48.1k, 752. */
function thousands(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(1)}k` : value.toFixed(0);
}
