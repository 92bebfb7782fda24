import type { CurvePoint } from '@quorate/protocol';
import type { Paint } from './colour.ts';
import { bar, type Column, table } from './table.ts';
import { grouped, shownMs } from './text.ts';

const BAR_WIDTH = 24;

const columns: readonly Column[] = [
  { title: 'quorum', right: true },
  { title: 'may fail', right: true },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
  { title: 'p99', right: true },
  { title: 'writes', right: true },
  { title: 'p50 █ p99 ░' },
];

/** What each quorum costs, and how many followers may fail while it can still be had. */
export function curveLines(
  curve: readonly CurvePoint[],
  followers: number,
  writeQuorum: number | undefined,
  paint: Paint,
): string[] {
  const slowestMs = Math.max(...curve.map(({ p99Ms }) => p99Ms), 0.001);
  const rows = curve.map(({ quorum, count, p50Ms, p95Ms, p99Ms }) => {
    const own = quorum === writeQuorum;
    const cells = [
      `${own ? '* ' : ''}${quorum}`,
      grouped(followers - quorum),
      shownMs(p50Ms),
      shownMs(p95Ms),
      shownMs(p99Ms),
      grouped(count),
    ].map(cell => (own ? paint('strong', cell) : cell));
    return [...cells, bar(p50Ms / slowestMs, p99Ms / slowestMs, BAR_WIDTH)];
  });
  return [
    `What a quorum costs, by the writes of the last minutes${writeQuorum === undefined ? '' : ' (* the cluster’s own)'}:`,
    ...table(columns, rows),
  ];
}
