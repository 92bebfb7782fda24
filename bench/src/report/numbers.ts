import type { Spread } from '../measure/spread.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Whole, with thousands separated: 12,345. */
export function whole(value: number): string {
  return grouped.format(value);
}

/** Three significant digits where that needs decimals, else whole: 0.123, 4.56, 78.9, 1,234. */
export function precise(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return whole(value);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3);
}

/** Rounded down, so that only all is 100%. */
export function percent(part: number): string {
  return `${part === 1 ? '100' : (Math.floor(part * 1000) / 10).toFixed(1)}%`;
}

/** "one follower", "two followers", "12 followers". */
export function counted(count: number, noun: string): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  return `${words[count] ?? whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** The median, with the least and the greatest behind it unless they look alike: 5.00 (4.50..6.00). */
export function ranged({ median, min, max }: Spread, format: (value: number) => string): string {
  const [least, greatest] = [format(min), format(max)];
  return least === greatest ? format(median) : `${format(median)} (${least}..${greatest})`;
}
