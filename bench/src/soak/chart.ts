import type { TopLevelSpec } from 'vega-lite';
import { colors } from '../chart/theme.ts';
import { counted, whole } from '../report/numbers.ts';
import type { SoakReport } from './report.ts';

const WIDTH = 860;
const shades = { follower: colors.sky, leader: colors.orange };

interface Row {
  readonly seconds: number;
  readonly value: number;
  readonly of: string;
  /** Points of the same line that are not to be joined differ in this. */
  readonly part: number;
}

interface Panel {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Names of the lines, with their colours. */
  readonly hues: Readonly<Record<string, string>>;
  readonly height: number;
  readonly log?: boolean;
}

/** Four panels over time: requests a second, latency of writes on a log scale, memory, the machine; faults are shaded. */
export function soakChart(report: SoakReport): TopLevelSpec {
  const { options, machine, faults, pace, peak } = report;
  const kinds = [...new Set(faults.map(({ kind }) => kind))].join(', ');
  return {
    title: {
      text: `A soak of ${counted(options.holdMs / 60_000, 'minute')}`,
      subtitle: [
        `${whole(pace)} requests/s, ${Math.round(options.share * 100)}% of the peak (${whole(peak.min)}), quorum ${options.quorum} of ` +
          `${options.followers}, durability ${options.durability}, on ${machine.cores} shared cores`,
        `shaded: ${counted(faults.length, 'fault')}, until mended${kinds ? ` (${kinds})` : ''}; orange: the leader restarts`,
      ],
    },
    spacing: 18,
    resolve: { scale: { color: 'independent' } },
    vconcat: [throughput(report), latency(report), memory(report), host(report)].map(panel =>
      draw(panel, report),
    ),
  } as TopLevelSpec;
}

function throughput({ windows }: SoakReport): Panel {
  const rows = windows.flatMap(({ fromMs, toMs, writesPerSecond, readsPerSecond }): Row[] => [
    { seconds: middle(fromMs, toMs), value: writesPerSecond, of: 'writes', part: 0 },
    { seconds: middle(fromMs, toMs), value: readsPerSecond, of: 'reads', part: 0 },
  ]);
  return {
    title: 'requests per second',
    rows,
    hues: { writes: colors.blue, reads: colors.grey },
    height: 150,
  };
}

function latency({ windows }: SoakReport): Panel {
  const rows = windows.flatMap(({ fromMs, toMs, writes }): Row[] =>
    // A log scale has no place for nothing.
    writes.count === 0
      ? []
      : [
          { seconds: middle(fromMs, toMs), value: writes.medianMs, of: 'p50', part: 0 },
          { seconds: middle(fromMs, toMs), value: writes.p99Ms, of: 'p99', part: 0 },
        ],
  );
  const hues = { p50: colors.blue, p99: colors.orange };
  return { title: 'latency of writes from when they were due, ms', rows, hues, height: 180, log: true };
}

function memory({ samples }: SoakReport): Panel {
  const rows = samples.map(({ node, atMs, restarts, residentMb }): Row => {
    return { seconds: atMs / 1000, value: residentMb, of: node, part: restarts };
  });
  const nodes = [...new Set(rows.map(row => row.of))];
  const followers = [colors.sky, colors.grey, colors.muted, colors.pale, colors.blue];
  const hues = Object.fromEntries(
    nodes.map((node, i) => [node, node === 'leader' ? colors.orange : followers[i % followers.length]!]),
  );
  return { title: 'memory of each process, MB', rows, hues, height: 150 };
}

/** What the machine gave, so that the service's slow moments are told from the machine's. */
function host({ windows, hosts }: SoakReport): Panel {
  const fastestMs = Math.min(...[...hosts.peak, ...hosts.hold].map(({ taskMs }) => taskMs));
  const rows = windows.flatMap(({ fromMs, toMs }, i): Row[] => {
    const seconds = middle(fromMs, toMs);
    const { taskMs, stolen } = hosts.hold[i]!;
    const speed = { seconds, value: (100 * fastestMs) / taskMs, of: 'speed', part: 0 };
    return stolen === null ? [speed] : [speed, { seconds, value: 100 * stolen, of: 'stolen', part: 0 }];
  });
  const hues = { speed: colors.blue, stolen: colors.orange };
  return {
    title: 'the machine: speed, % of its best; time given to other guests, %',
    rows,
    hues,
    height: 90,
  };
}

function draw({ title, rows, hues, height, log }: Panel, { faults, options }: SoakReport): object {
  const endSeconds = options.holdMs / 1000;
  const spans = faults.map(({ kind, fromMs, endedMs, recoveredMs }) => ({
    from: fromMs / 1000,
    to: Math.min(endSeconds, (recoveredMs ?? endedMs) / 1000),
    shade: kind === 'restart' ? shades.leader : shades.follower,
  }));
  const x = {
    field: 'seconds',
    type: 'quantitative',
    title: 'seconds',
    scale: { domain: [0, endSeconds], nice: false },
    axis: { grid: false, tickCount: 10 },
  };
  const scale = log ? { type: 'log', nice: true } : { domainMin: 0 };
  const axis = log ? { tickCount: 4, format: '~r' } : { tickCount: 4, format: '~s' };
  const color = {
    field: 'of',
    type: 'nominal',
    scale: { domain: Object.keys(hues), range: Object.values(hues) },
    legend: { orient: 'right', title: null, labelFontSize: 12, labelLimit: 0, symbolType: 'stroke' },
  };
  return {
    title: { text: title, fontSize: 13, fontWeight: 600, offset: 8 },
    width: WIDTH,
    height,
    layer: [
      {
        data: { values: spans },
        mark: { type: 'rect', opacity: 0.22 },
        encoding: {
          x: { field: 'from', type: 'quantitative' },
          x2: { field: 'to' },
          fill: { field: 'shade', type: 'nominal', scale: null },
        },
      },
      {
        data: { values: rows },
        mark: { type: 'line', strokeWidth: 1.6, point: { size: 12, filled: true } },
        encoding: {
          x,
          y: { field: 'value', type: 'quantitative', title: null, scale, axis },
          color,
          detail: { field: 'part' },
        },
      },
    ],
  };
}

function middle(fromMs: number, toMs: number): number {
  return (fromMs + toMs) / 2000;
}
