import type { TopLevelSpec } from 'vega-lite';
import { colors } from '../chart/theme.ts';
import type { Spread } from '../measure/spread.ts';
import { counted, precise, whole } from '../report/numbers.ts';
import { CEILING } from '../throughput/targets.ts';
import { peerName } from './document.ts';
import type { PeerCell, PeersReport } from './report.ts';

interface Panel {
  readonly title: string;
  readonly better: string;
  readonly format: (value: number) => string;
  readonly pick: (cell: PeerCell) => Spread | null;
}

const panels: readonly Panel[] = [
  { title: 'Writes per second', better: 'more is better', format: whole, pick: cell => cell.writesPerSecond },
  { title: 'p99 latency, ms', better: 'less is better', format: precise, pick: cell => cell.p99Ms },
  {
    title: 'CPU seconds per 10,000 writes',
    better: 'less is better',
    format: precise,
    pick: cell => cell.cpuPer10k,
  },
];

/** A bar for each system, in the order of the table, in three panels side by side. */
export function peersChart({ options, cells, machine }: PeersReport): TopLevelSpec {
  const { connections, quorum, rounds, followers } = options;
  const drawn = panels.filter(({ pick }) => cells.some(pick));
  return {
    title: {
      text: 'The same writes, other replicated stores',
      subtitle: [
        `one leader, ${counted(followers, 'follower')}, quorum ${quorum}, ${connections} connections, 100-byte values`,
        `all on ${machine.cores} shared cores; bars: median of ${counted(rounds, 'round')}; whiskers: least and greatest`,
      ],
    },
    spacing: 28,
    hconcat: drawn.map((panel, i) => drawPanel(panel, cells, i === 0)),
  } as TopLevelSpec;
}

function drawPanel(
  { title, better, format, pick }: Panel,
  cells: readonly PeerCell[],
  named: boolean,
): object {
  const values = cells.flatMap(cell => {
    const figure = pick(cell);
    return figure === null
      ? []
      : [{ name: axisName(cell), color: color(cell), ...figure, label: format(figure.median) }];
  });
  const y = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: cells.map(axisName),
    axis: named ? { labelFontSize: 13, labelLimit: 0 } : null,
    scale: { paddingInner: 0.3 },
  };
  const highest = Math.max(...values.map(({ max }) => max));
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    title: null,
    // Room for the label behind the longest bar.
    scale: { domain: [0, highest * 1.25], nice: false },
    axis: { tickCount: 4, format: '~s', domain: false, ticks: false },
  });
  return {
    title: { text: title, subtitle: better, fontSize: 13, fontWeight: 600, subtitleFontSize: 12, offset: 10 },
    width: 250,
    height: { step: 34 },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', cornerRadiusEnd: 2 },
        encoding: { y, x: x('median'), color: { field: 'color', type: 'nominal', scale: null } },
      },
      {
        mark: { type: 'rule', color: colors.ink, opacity: 0.7 },
        encoding: { y, x: x('min'), x2: { field: 'max' } },
      },
      {
        mark: { type: 'text', align: 'left', dx: 6, fontSize: 12 },
        encoding: { y, x: x('max'), text: { field: 'label' } },
      },
    ],
  };
}

function axisName(cell: PeerCell): string {
  if (cell.target === CEILING) return `${CEILING} (ceiling, alone)`;
  // Quorate's name tells already.
  return cell.target.startsWith('Quorate') ? cell.target : `${peerName(cell)} (${cell.kind})`;
}

function color({ target, kind }: PeerCell): string {
  if (target === CEILING) return colors.orange;
  if (target.startsWith('Quorate')) return kind === 'disk' ? colors.blue : colors.sky;
  return kind === 'disk' ? colors.muted : colors.grey;
}
