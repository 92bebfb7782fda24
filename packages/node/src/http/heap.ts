import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';

const OLD_SPACE_OPTION = /(?:^|\s)--max[-_]old[-_]space[-_]size=(\d+)/g;

/**
 * What the old generation of the heap holds, in bytes. What is young goes by itself, or becomes old: with a small
 * `--max-old-space-size`, give `--max-semi-space-size` too, else more may become old in one step than there is room for.
 */
export function oldHeapUsedBytes(): number {
  let bytes = 0;
  for (const { space_name: name, space_used_size: used } of getHeapSpaceStatistics())
    if (!name.startsWith('new_')) bytes += used;
  return bytes;
}

/**
 * What the old generation may hold before the process dies, in bytes. V8 tells the limit of all generations only; where
 * it chose that itself, the young one is a few percent of it, but beside an old one that an option made small it may
 * be larger than that.
 *
 * @param options of the process and of NODE_OPTIONS, such as `--max-old-space-size=512`
 */
export function oldHeapLimitBytes(options: readonly string[]): number {
  const asked = [...options.join(' ').matchAll(OLD_SPACE_OPTION)].at(-1)?.[1];
  const { heap_size_limit: limit } = getHeapStatistics();
  return asked === undefined ? limit : Math.min(limit, Number(asked) * 2 ** 20);
}
