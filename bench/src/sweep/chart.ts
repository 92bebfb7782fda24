import type { TopLevelSpec } from 'vega-lite';
import { colors, halo } from '../chart/theme.ts';
import { whole } from '../report/numbers.ts';
import type { SweepReport } from './report.ts';

interface Row {
  readonly quorum: number;
  readonly series: 'mean' | 'p99';
  readonly measuredMs: number;
  readonly theoryMs: number;
  readonly label: string;
}

/** Latency against quorum: points are measured, lines are theory; both series are named where they end. */
export function sweepChart({ quorums, options }: SweepReport): TopLevelSpec {
  const rows: Row[] = quorums.flatMap(({ quorum, latency, theory }) => [
    row(quorum, 'mean', latency.meanMs, theory.meanMs),
    row(quorum, 'p99', latency.p99Ms, theory.p99Ms),
  ]);
  const last = rows.filter(one => one.quorum === quorums.length);
  const { writes, followers, minDelayMs, maxDelayMs, durability } = options;
  const color = {
    field: 'series',
    type: 'nominal' as const,
    legend: null,
    scale: { domain: ['mean', 'p99'], range: [colors.blue, colors.orange] },
  };
  const x = {
    field: 'quorum',
    type: 'ordinal' as const,
    title: `write quorum (followers that must ack, of ${followers})`,
    axis: { labelAngle: 0, grid: false, labelFontSize: 13 },
  };
  const y = (field: 'theoryMs' | 'measuredMs') => ({
    field,
    type: 'quantitative' as const,
    title: 'latency of a write (ms)',
    scale: { domainMin: 0, nice: true },
    axis: { tickCount: 6 },
  });
  const label = {
    type: 'text' as const,
    dy: { expr: "datum.series === 'p99' ? -15 : 18" },
    fontWeight: 600 as const,
  };
  const labelAt = { y: y('measuredMs'), text: { field: 'label', type: 'nominal' as const } };
  return {
    title: {
      text: 'What a write quorum costs',
      subtitle: [
        `${writes} concurrent writes for each quorum, durability ${durability}`,
        `simulated delay to each follower: ${minDelayMs} to ${maxDelayMs} ms`,
        'points: measured; lines: theory',
      ],
    },
    width: 620,
    height: 340,
    data: { values: rows as unknown as object[] },
    encoding: { x, color },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2, strokeDash: [5, 4], opacity: 0.75 },
        encoding: { y: y('theoryMs') },
      },
      {
        mark: { type: 'point', filled: true, size: 110, opacity: 1, stroke: '#ffffff', strokeWidth: 1.5 },
        encoding: { y: y('measuredMs') },
      },
      { mark: { ...label, ...halo }, encoding: labelAt },
      { mark: label, encoding: labelAt },
      {
        data: { values: last as unknown as object[] },
        mark: { type: 'text', align: 'left', dx: 26, fontSize: 14, fontWeight: 700 },
        encoding: { y: y('measuredMs'), text: { field: 'series', type: 'nominal' } },
      },
    ],
  };
}

function row(quorum: number, series: Row['series'], measuredMs: number, theoryMs: number): Row {
  return { quorum, series, measuredMs, theoryMs, label: whole(measuredMs) };
}
