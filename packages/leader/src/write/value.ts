import { QuorateError } from '@quorate/protocol';
import type { JsonValue } from '@quorate/store';

/** Deeper values could be parsed and not written again, on this node or on a follower. */
export const MAX_DEPTH = 500;

/**
 * A value as JSON text, once it is sure that it means the same when it is read again.
 *
 * @throws QuorateError `INVALID_REQUEST` for a number beyond the range of a double, or too deep a nesting
 */
export function encodeValue(value: JsonValue): string {
  let json: string;
  try {
    json = JSON.stringify(value);
  } catch {
    throw tooDeep();
  }
  // A value of that depth has at least so many brackets; most values are far shorter and cost nothing here.
  if (json.length > 2 * MAX_DEPTH && depthOf(json) > MAX_DEPTH) throw tooDeep();
  // A number such as 1e999 is parsed to Infinity, which JSON would write as null.
  if (json.includes('null') && !allFinite(value)) {
    throw new QuorateError(
      'INVALID_REQUEST',
      'The value has a number beyond the range of a double; send it as a string.',
    );
  }
  return json;
}

function tooDeep(): QuorateError {
  return new QuorateError('INVALID_REQUEST', `The value is nested more than ${MAX_DEPTH} deep; flatten it.`);
}

/** The deepest nesting of arrays and objects in a JSON text. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth--;
  }
  return deepest;
}

function allFinite(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(allFinite);
}
