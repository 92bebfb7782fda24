import { CliError } from '../failure.ts';
import { parseJson } from './json.ts';

/** More than any node takes in one body. */
const MAX_LINE_CHARS = 64 << 20;

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a stream that are not empty. */
export async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 1;
  let rest = '';
  for await (const chunk of input) {
    const piece = decoded(chunk);
    let start = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      const text = rest + piece.slice(start, end);
      rest = '';
      start = end + 1;
      if (text.trim() !== '') yield { number, text };
      number++;
    }
    rest += piece.slice(start);
    if (rest.length > MAX_LINE_CHARS) throw badLine(number, `it has more than ${MAX_LINE_CHARS} characters`);
  }
  rest += decoded();
  if (rest.trim() !== '') yield { number, text: rest };

  function decoded(chunk?: Buffer): string {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new CliError('BAD_LINE', `From line ${number} on there is a byte that is not UTF-8.`, {
        line: number,
      });
    }
  }
}

/** The JSON object of a line, with members of these names only. */
export function objectOf({ number, text }: Line, names: readonly string[]): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw badLine(number, (error as Error).message);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badLine(number, 'it is no JSON object');
  }
  const unknown = Object.keys(value).find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw badLine(
      number,
      `it has a member ${JSON.stringify(unknown)}, and only ${names.join(', ')} are known`,
    );
  }
  const { key } = value as { key?: unknown };
  if (typeof key !== 'string' || key === '') throw badLine(number, 'its key is no string, or empty');
  if (!key.isWellFormed()) throw badLine(number, 'its key is not well-formed Unicode');
  return value as Record<string, unknown>;
}

export function badLine(number: number, reason: string): CliError {
  return new CliError('BAD_LINE', `Line ${number}: ${reason.replace(/\.$/, '')}.`, { line: number });
}
