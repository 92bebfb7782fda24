export const KEYS = 10_000;
export const VALUE_BYTES = 100;

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** {@link KEYS} keys, each with a value of {@link VALUE_BYTES} letters. */
export function keyValues(): KeyValue[] {
  return Array.from({ length: KEYS }, (_, i) => ({
    key: `key-${i}`,
    value: `value-${i}-`.padEnd(VALUE_BYTES, 'abcdefghijklmnopqrstuvwxyz'),
  }));
}

/** One JSON body of `POST /write` for each of {@link keyValues}. */
export function writeBodies(quorum: number | null): string[] {
  return keyValues().map(entry => JSON.stringify({ ...entry, ...(quorum === null ? {} : { quorum }) }));
}
