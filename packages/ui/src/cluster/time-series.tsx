import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useScheme } from '../live/use-scheme.ts';
import { useWidth } from '../live/use-width.ts';

export interface TimeSeriesProps {
  readonly title: string;
  /** The lines, with their newest values. */
  readonly lines: readonly Line[];
  /** Powers of ten stand equally far apart, so that one slow second does not flatten the rest. */
  readonly isLog?: boolean;
  /** Unix seconds, then one column for each line. */
  readonly data: uPlot.AlignedData;
}

interface Line {
  readonly name: string;
  readonly value: string;
  readonly look: 'main' | 'weak' | 'bad';
}

const HEIGHT = 150;
/** Fewer seconds than these are drawn on the right of an empty field. */
const LEAST_S = 60;
const colourOf = { main: '--accent', weak: '--accent-weak', bad: '--bad' } as const;
const FONT = '11px "Helvetica Neue", Arial, sans-serif';

/** A small chart over the last minutes. Its newest values stand beside it as text. */
export function TimeSeries({ title, lines, data, isLog = false }: TimeSeriesProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const scheme = useScheme();
  const chart = useRef<uPlot>(undefined);

  useEffect(() => {
    if (width === 0) return undefined;
    chart.current = new uPlot(optionsOf(lines, width, isLog), data, ref.current!);
    return () => {
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [width, scheme]);
  useEffect(() => chart.current?.setData(data), [data]);

  return (
    <figure class="series">
      <figcaption>
        <span>{title}</span>
        {lines.map(({ name, value, look }) => (
          <span key={name} class={`series-now is-${look}`}>
            {name} <strong>{value}</strong>
          </span>
        ))}
      </figcaption>
      <div class="series-plot" ref={ref} aria-hidden="true" />
    </figure>
  );
}

function optionsOf(lines: readonly Line[], width: number, isLog: boolean): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour('--quiet'),
    font: FONT,
    grid: { stroke: colour('--rule'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 26, 0, 0],
    scales: {
      x: { range: (_chart, min, max) => [Math.min(min, max - LEAST_S), max] },
      y: isLog
        ? { distr: 3, range: logRange }
        : { range: (_chart, _min, max) => [0, Math.max(1, (max ?? 0) * 1.1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 24, space: 70, values: (_chart, at) => at.map(clock) },
      { ...axis, size: 44, space: 36 },
    ],
    series: [
      {},
      ...lines.map(({ look }) => ({
        stroke: colour(colourOf[look]),
        width: look === 'main' ? 2 : 1.5,
        ...(look === 'main' ? { fill: colour('--accent-soft') } : {}),
        points: { show: look === 'bad', size: 4, fill: colour(colourOf[look]) },
        spanGaps: false,
      })),
    ],
  };
}

function clock(unixSeconds: number): string {
  return new Date(unixSeconds * 1_000).toLocaleTimeString('en-GB');
}

function logRange(_chart: uPlot, min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null || max <= 0) return [1, 10];
  const below = 10 ** Math.floor(Math.log10(Math.max(min, 0.01)));
  return [below, Math.max(below * 10, 10 ** Math.ceil(Math.log10(max)))];
}
