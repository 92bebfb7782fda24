import type { CurvePoint } from '@quorate/protocol';

export interface Scale {
  readonly max: number;
  readonly ticks: readonly number[];
}

/** A scale from 0 that holds `most`, with round steps, five of them at most. */
export function scaleFor(most: number): Scale {
  const rough = Math.max(most, 0.4) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(one => one >= rough)!;
  const count = Math.ceil(Math.max(most, 0.4) / step);
  return {
    max: count * step,
    ticks: Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6))),
  };
}

/** The p50 takes at least one part in so many of the chart's height. */
const HEADROOM = 3;

/**
 * How far up the chart goes, in milliseconds. Where p95 or p99 are far above all else they leave it at the top, or the
 * p50 would lie flat at its bottom; the table has them.
 */
export function topOf(recent: readonly CurvePoint[], earlier: readonly CurvePoint[]): number {
  const p50Ms = Math.max(0, ...recent.map(point => point.p50Ms));
  const p99Ms = Math.max(0, ...recent.map(point => point.p99Ms));
  return Math.max(Math.min(p99Ms, HEADROOM * p50Ms), ...earlier.map(point => point.p50Ms));
}

/** Moves labels up that stand closer than `gap` to the one below them. */
export function spread(places: readonly number[], gap: number): readonly number[] {
  const order = places.map((place, i) => ({ place, i })).toSorted((a, b) => b.place - a.place);
  const result = [...places];
  let limit = Number.POSITIVE_INFINITY;
  for (const { place, i } of order) {
    result[i] = Math.min(place, limit);
    limit = result[i]! - gap;
  }
  return result;
}
