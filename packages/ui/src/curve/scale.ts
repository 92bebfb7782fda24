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

/** Moves labels apart that stand closer than `gap`, keeping their order; none goes above the first's place less need. */
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
