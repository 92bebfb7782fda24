/**
 * JSON as it was meant: a number that a double cannot hold is refused, not rounded.
 *
 * @throws SyntaxError for what is no JSON, RangeError for such a number
 */
export function parseJson(text: string): unknown {
  // Most texts have no such number, and a reviver makes parsing slow.
  if (!/\d{16}|\d[eE]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    if (typeof value === 'number' && !isExact(value, context?.source ?? '')) {
      throw new RangeError(`${context?.source} has no exact form as a number; write it as a string`);
    }
    return value;
  });
}

function isExact(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return false;
  return !/^-?\d+$/.test(source) || BigInt(source) === BigInt(value);
}
