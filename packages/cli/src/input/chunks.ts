import type { Numbered } from './operation.ts';

export const MAX_OPERATIONS = 1_000;
/** Well below the 1 MiB that a node takes in one body unless it is set otherwise, whatever UTF-8 makes of it. */
const MAX_CHARS = 256 << 10;

/** Cuts operations into batches: of a thousand at most, not too long, and with each key only once. */
export async function* chunksOf(
  operations: AsyncIterable<Numbered>,
): AsyncGenerator<[Numbered, ...Numbered[]]> {
  let chunk: Numbered[] = [];
  let keys = new Set<string>();
  let chars = 0;
  for await (const one of operations) {
    const full = chunk.length === MAX_OPERATIONS || chars + one.chars > MAX_CHARS;
    if (chunk.length > 0 && (full || keys.has(one.operation.key))) {
      yield chunk as [Numbered, ...Numbered[]];
      chunk = [];
      keys = new Set();
      chars = 0;
    }
    chunk.push(one);
    keys.add(one.operation.key);
    chars += one.chars;
  }
  if (chunk.length > 0) yield chunk as [Numbered, ...Numbered[]];
}
