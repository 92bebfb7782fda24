import type { CurvePoint } from '@quorate/protocol';
import { formatMs } from '../format.ts';
import { useTween } from '../live/use-tween.ts';
import { useWidth } from '../live/use-width.ts';
import type { CurveRow } from './rows.ts';
import { scaleFor, spread, topOf } from './scale.ts';

export interface CurveChartProps {
  readonly rows: readonly CurveRow[];
  readonly writeQuorum: number;
  readonly otherQuorum: number;
}

const HEIGHT = 340;
const TOP = 34;
const BOTTOM = 58;
const LEFT = 52;
const RIGHT = 40;
const PLOT = HEIGHT - TOP - BOTTOM;
/** Labels at the ends of lines stand at least so far apart. */
const LABEL_GAP = 14;

const levels = ['p50Ms', 'p95Ms', 'p99Ms'] as const;
type Level = (typeof levels)[number];

/** The curve as lines over the quorum. The table has the same numbers for those who do not see it. */
export function CurveChart({ rows, writeQuorum, otherQuorum }: CurveChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const recent = rows.flatMap(row => row.recent ?? []);
  const earlier = rows.flatMap(row => row.earlier ?? []);
  const scale = scaleFor(topOf(recent, earlier));
  const [max = 1, ...numbers] = useTween([
    scale.max,
    ...recent.flatMap(point => levels.map(level => point[level])),
    ...earlier.map(point => point.p50Ms),
  ]);
  const column = Math.max(0, width - LEFT - RIGHT) / Math.max(1, rows.length);
  const x = (quorum: number) => LEFT + (quorum - 0.5) * column;
  const y = (ms: number) => TOP + PLOT * (1 - ms / max);
  const at = (point: CurvePoint, i: number, level: Level): [number, number] => [
    x(point.quorum),
    y(numbers[i * levels.length + levels.indexOf(level)] ?? point[level]),
  ];
  const lines = levels.map(level => recent.map((point, i) => at(point, i, level)));
  const [p50 = [], p95 = []] = lines;
  const ghost = earlier.map((point, i): [number, number] => [
    x(point.quorum),
    y(numbers[recent.length * levels.length + i] ?? point.p50Ms),
  ]);
  const ends = spread(
    lines.map(line => Math.max(TOP, line.at(-1)?.[1] ?? 0)),
    LABEL_GAP,
  );
  return (
    <div class="curve-chart" ref={ref}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label="Latency over quorum; the table has the numbers"
      >
        <clipPath id="curve-plot">
          <rect x={0} y={TOP} width={width} height={PLOT + 4} />
        </clipPath>
        <rect
          class="own-column"
          x={x(writeQuorum) - column / 2}
          y={TOP - 28}
          width={column}
          height={PLOT + 28}
          rx="6"
        />
        {scale.ticks.map(tick => (
          <g key={tick} class="grid">
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 10} y={y(tick) + 4} text-anchor="end">
              {tick}
            </text>
          </g>
        ))}
        <text class="unit" x={LEFT - 10} y={TOP - 16} text-anchor="end">
          ms
        </text>
        <text class="own-label" x={x(writeQuorum)} y={TOP - 12} text-anchor="middle">
          configured
        </text>
        <polyline class="ghost" points={pointsOf(ghost)} />
        <g clip-path="url(#curve-plot)">
          {p50.length > 1 && <polygon class="band" points={pointsOf([...p50, ...p95.toReversed()])} />}
          {lines.map((line, i) => (
            <polyline key={levels[i]} class={`line line-${levels[i]}`} points={pointsOf(line)} />
          ))}
        </g>
        {p50.map(([cx, cy], i) => (
          <g key={recent[i]!.quorum} class={dotClass(recent[i]!.quorum, writeQuorum, otherQuorum)}>
            <circle cx={cx} cy={cy} r={recent[i]!.quorum === writeQuorum ? 7 : 4.5} />
            <text x={cx} y={cy + 24 > TOP + PLOT ? cy - 13 : cy + 22} text-anchor="middle">
              {formatMs(recent[i]!.p50Ms)}
            </text>
          </g>
        ))}
        {p50.length > 0 &&
          levels.map((level, i) => (
            <text key={level} class={`end end-${level}`} x={x(recent.at(-1)!.quorum) + 12} y={ends[i]! + 4}>
              {level.slice(0, 3)}
              {(lines[i]!.at(-1)?.[1] ?? TOP) < TOP && ' ↑'}
            </text>
          ))}
        {rows.map(({ quorum, mayFail }) => (
          <g key={quorum} class={quorum === writeQuorum ? 'column is-own' : 'column'}>
            <text class="column-quorum" x={x(quorum)} y={HEIGHT - BOTTOM + 24} text-anchor="middle">
              {quorum}
            </text>
            <text class="column-fail" x={x(quorum)} y={HEIGHT - BOTTOM + 44} text-anchor="middle">
              {column < 90 ? mayFail : mayFail === 0 ? 'none may fail' : `${mayFail} may fail`}
            </text>
          </g>
        ))}
      </svg>
      <p class="quiet chart-note">
        Over the quorum, 1 to {rows.length}, and how many followers may fail. Dashed: p50 of the last minutes.
      </p>
    </div>
  );
}

function pointsOf(line: readonly (readonly [number, number])[]): string {
  return line.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');
}

function dotClass(quorum: number, writeQuorum: number, otherQuorum: number): string {
  if (quorum === writeQuorum) return 'dot is-own';
  return quorum === otherQuorum ? 'dot is-other' : 'dot';
}
