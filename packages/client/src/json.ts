import { invalid } from './errors.ts';

/**
 * A key as it was given, once it is sure that it has a form in UTF-8.
 *
 * @throws InvalidRequestError for a lone surrogate
 */
export function checkedKey(key: string): string {
  if (!key.isWellFormed()) throw invalid('The key is not well-formed Unicode.');
  return key;
}

/**
 * A body as JSON text.
 *
 * @throws InvalidRequestError for what has no JSON form: undefined, a function, a cycle, a bigint
 */
export function encode(body: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch (error) {
    throw invalid(`The value has no JSON form: ${(error as Error).message}`);
  }
  if (text === undefined) throw invalid('The value has no JSON form.');
  return text;
}

/** Refuses what `JSON.stringify` would leave out of an object without a word. */
export function checkedValue(value: unknown): unknown {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') {
    throw invalid(`The value has no JSON form: it is of type ${typeof value}.`);
  }
  return value;
}
