import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useScheme } from '../live/use-scheme.ts';
import { useWidth } from '../live/use-width.ts';

export interface TimeSeriesProps {
  readonly title: string;
  /** The newest values, which name the lines as well. */
  readonly now: readonly { readonly name: string; readonly value: string }[];
  /** Unix seconds, then one column for each line. */
  readonly data: uPlot.AlignedData;
  /** Of each line, as a custom property. */
  readonly colours: readonly string[];
}

const HEIGHT = 150;
const FONT = '11px "Helvetica Neue", Arial, sans-serif';

/** A small chart over the last minutes. Its newest values stand beside it as text. */
export function TimeSeries({ title, now, data, colours }: TimeSeriesProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const scheme = useScheme();
  const chart = useRef<uPlot>(undefined);

  useEffect(() => {
    if (width === 0) return undefined;
    chart.current = new uPlot(optionsOf(colours, width), data, ref.current!);
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
        {now.map(({ name, value }, i) => (
          <span key={name} class={`series-now series-${i}`}>
            {name} <strong>{value}</strong>
          </span>
        ))}
      </figcaption>
      <div class="series-plot" ref={ref} aria-hidden="true" />
    </figure>
  );
}

function optionsOf(colours: readonly string[], width: number): uPlot.Options {
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
    padding: [8, 4, 0, 0],
    scales: { y: { range: (_chart, _min, max) => [0, Math.max(1, (max ?? 0) * 1.1)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 24, space: 70 },
      { ...axis, size: 44, space: 36 },
    ],
    series: [
      {},
      ...colours.map((name, i) => ({
        stroke: colour(name),
        width: i === 0 ? 2 : 1.5,
        ...(i === 0 ? { fill: colour('--accent-soft') } : {}),
        points: { show: false },
        spanGaps: false,
      })),
    ],
  };
}
