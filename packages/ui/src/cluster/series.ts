import type { LiveSample } from '@quorate/protocol';

type Column = (number | null)[];

export interface Series {
  /** Unix time in seconds, as uPlot takes it. */
  readonly at: number[];
  readonly writes: Column;
  readonly errors: Column;
  readonly p50: Column;
  readonly p99: Column;
}

/** The seconds as columns. */
export function seriesOf(samples: readonly LiveSample[]): Series {
  return {
    at: samples.map(({ atMs }) => atMs / 1_000),
    writes: samples.map(({ writes }) => writes),
    // A line along the bottom would draw the eye to nothing.
    errors: samples.map(({ errors }) => (errors === 0 ? null : errors)),
    p50: samples.map(({ p50Ms }) => p50Ms),
    p99: samples.map(({ p99Ms }) => p99Ms),
  };
}
