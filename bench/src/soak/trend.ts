/** The slope of the line that fits best by least squares; null where all `x` are the same. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number | null {
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const squares = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (points.length < 2 || squares === 0) return null;
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / squares;
}

export interface Trend {
  /**
   * Greatest of the second quarter of the samples: the first is left out, for caches and heaps fill up in it. Not the
   * median: under a light load V8 gives half of a heap back at some moment and takes it again over minutes, which
   * is no growth. What a leak raises is the height.
   */
  readonly secondQuarter: number;
  readonly lastQuarter: number;
  /** Over the second half, for each unit of x. */
  readonly slope: number;
}

/** A heap fills up for about a minute, and that minute must lie in the first quarter: with a sample every 10 s, four minutes. */
export const LEAST_SAMPLES = 24;

/** Null where there are too few samples. */
export function trend(points: readonly (readonly [x: number, y: number])[]): Trend | null {
  if (points.length < LEAST_SAMPLES) return null;
  const quarter = points.length / 4;
  const part = (from: number, to: number) =>
    points.slice(Math.floor(from * quarter), Math.floor(to * quarter));
  const greatest = (from: number, to: number) => Math.max(...part(from, to).map(([, y]) => y));
  const second = slope(part(2, 4));
  return second === null
    ? null
    : { secondQuarter: greatest(1, 2), lastQuarter: greatest(3, 4), slope: second };
}
