import type { CurvePoint } from '@quorate/protocol';

export interface Scale {
  readonly max: number;
  readonly ticks: readonly number[];
}

/** A scale from 0 that holds `most`, with round steps, some four of them. */
export function scaleFor(most: number): Scale {
  const rough = Math.max(most, 0.4) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(one => one >= rough)!;
  const count = Math.ceil(Math.max(most, 0.4) / step);
  return {
    max: count * step,
    ticks: Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6))),
  };
}

/**
 * How far up the chart goes, in milliseconds. A p99 far above all else leaves the chart at the top, or the rest would
 * lie flat at its bottom; the table has it.
 */
export function topOf(recent: readonly CurvePoint[], earlier: readonly CurvePoint[]): number {
  const most = (points: readonly CurvePoint[], level: 'p50Ms' | 'p95Ms' | 'p99Ms') =>
    Math.max(0, ...points.map(point => point[level]));
  const usual = Math.max(most(recent, 'p95Ms'), most(recent, 'p50Ms') * 1.5, most(earlier, 'p50Ms'));
  const all = Math.max(usual, most(recent, 'p99Ms'));
  return all > usual * 1.5 ? usual * 1.1 : all;
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
