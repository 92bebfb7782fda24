import type { Histogram } from './histogram.ts';

/** One of the things that a node tells about itself; its values are read when they are asked for. */
export interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: () => readonly Sample[] | Promise<readonly Sample[]>;
}

/** A value as Prometheus takes it. */
export interface Sample {
  /** The metric's own if absent. */
  readonly metricName?: string;
  readonly labels: Labels;
  readonly value: number;
}

type Labels = Readonly<Record<string, string | number>>;

export function sample(value: number, labels: Labels = {}): Sample {
  return { labels, value };
}

/** A metric of one value without labels. */
export function single(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  value: () => number | boolean,
): Metric {
  return { name, type, help, samples: () => [sample(Number(value()))] };
}

/** The lines of one histogram: its buckets, sum and count. */
export function histogramSamples(name: string, histogram: Histogram, labels: Labels = {}): Sample[] {
  return [
    ...histogram.cumulative().map(({ bound, count }) => ({
      metricName: `${name}_bucket`,
      labels: { ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : bound },
      value: count,
    })),
    { metricName: `${name}_sum`, labels, value: histogram.sum },
    { metricName: `${name}_count`, labels, value: histogram.count },
  ];
}
