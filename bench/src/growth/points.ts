import type { Durability } from '../throughput/targets.ts';

/** What a cluster holds and consists of when it is measured. */
export interface Point {
  readonly durability: Durability;
  readonly keys: number;
  readonly followers: number;
  readonly valueBytes: number;
}

/** What is varied, one at a time. */
export type Variable = 'keys' | 'followers' | 'valueBytes';

export interface GrowthOptions {
  readonly durabilities: readonly Durability[];
  readonly keys: readonly number[];
  readonly followers: readonly number[];
  readonly valueBytes: readonly number[];
  readonly connections: number;
  readonly seconds: number;
  readonly windows: number;
}

/** Large values are written over so few keys that memory and disk hold them; so are those compared with them. */
const KEYS_OF_VALUES = 1000;
export const BASE = { followers: 5, valueBytes: 100 } as const;

export function quorumOf(followers: number): number {
  return Math.ceil(followers / 2);
}

/** The points of one variable with one durability, in order; all else is as in the base case. */
export function series(options: GrowthOptions, variable: Variable, durability: Durability): Point[] {
  const keys = options.keys[0]!;
  const base = {
    durability,
    keys: variable === 'valueBytes' ? Math.min(keys, KEYS_OF_VALUES) : keys,
    ...BASE,
  };
  return options[variable].map(value => ({ ...base, [variable]: value }));
}

export const variables: readonly Variable[] = ['keys', 'followers', 'valueBytes'];

/** Each point once, though the base case belongs to two variables. */
export function allPoints(options: GrowthOptions): Point[] {
  const points = options.durabilities.flatMap(durability =>
    variables.flatMap(variable => series(options, variable, durability)),
  );
  return [...new Map(points.map(point => [pointName(point), point])).values()];
}

/** Identifies a point: "sync, 10,000 keys, 5 followers, 100 bytes". */
export function pointName({ durability, keys, followers, valueBytes }: Point): string {
  const [count, bytes] = [keys, valueBytes].map(value => value.toLocaleString('en-US'));
  return `${durability}, ${count} keys, ${followers} followers, ${bytes} bytes`;
}
