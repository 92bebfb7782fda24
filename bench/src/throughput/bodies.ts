export const KEYS = 10_000;
export const VALUE_BYTES = 100;

/** One JSON body of `POST /write` for each of {@link KEYS} keys, with a value of {@link VALUE_BYTES} letters. */
export function writeBodies(quorum: number | null): string[] {
  return Array.from({ length: KEYS }, (_, i) => {
    const value = `value-${i}-`.padEnd(VALUE_BYTES, 'abcdefghijklmnopqrstuvwxyz');
    return JSON.stringify({ key: `key-${i}`, value, ...(quorum === null ? {} : { quorum }) });
  });
}
