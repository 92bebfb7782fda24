/**
 * What was typed, as JSON.
 *
 * @throws Error that says how to write text
 */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      'The value is not JSON. Put text in double quotes, as in "hello"; numbers, true, [1, 2] and {"a": 1} go as they are.',
    );
  }
}
