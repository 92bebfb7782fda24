import { parseArgs } from 'node:util';

/** What the caller typed does not fit; the message is one line and says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One option of a command: how its text is read, and what help says about it. */
export interface Flag<T> {
  readonly placeholder: string;
  readonly default: T;
  readonly about: string;
  /** Throws an error whose message completes the sentence "--name must be …". */
  parse(text: string): T;
}

export type Flags = Readonly<Record<string, Flag<unknown>>>;
export type Values<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };

export function integer(fallback: number, min: number, max: number, about: string): Flag<number> {
  return { placeholder: 'N', default: fallback, about, parse: text => parseInteger(text, min, max) };
}

/** Comma-separated whole numbers, without duplicates, ascending. */
export function integers(fallback: readonly number[], min: number, max: number, about: string) {
  const flag: Flag<readonly number[]> = {
    placeholder: 'N,N',
    default: fallback,
    about,
    parse: text =>
      [...new Set(text.split(',').map(part => parseInteger(part, min, max)))].sort((a, b) => a - b),
  };
  return flag;
}

export function choice<const T extends string>(fallback: T, choices: readonly T[], about: string): Flag<T> {
  return {
    placeholder: choices.join('|'),
    default: fallback,
    about,
    parse: text => choices.find(one => one === text) ?? refuse(`one of ${choices.join(', ')}`),
  };
}

/** Comma-separated members of a list, without duplicates. */
export function choices<const T extends string>(fallback: readonly T[], all: readonly T[], about: string) {
  const one = choice(all[0]!, all, about);
  const flag: Flag<readonly T[]> = {
    placeholder: all.join(','),
    default: fallback,
    about,
    parse: text => [...new Set(text.split(',').map(part => one.parse(part)))],
  };
  return flag;
}

export function folder(fallback: string, about: string): Flag<string> {
  return {
    placeholder: 'DIR',
    default: fallback,
    about,
    parse: text => text || refuse('the name of a folder'),
  };
}

/** The value of every flag, its default where `args` has none; throws {@link UsageError}. */
export function parseFlags<F extends Flags>(flags: F, args: readonly string[]): Values<F> {
  const options = Object.fromEntries(Object.keys(flags).map(name => [name, { type: 'string' as const }]));
  let given: Record<string, unknown>;
  try {
    given = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [first] = (error as Error).message.split(/\. |\.?\n|\.$/);
    throw new UsageError(`${first}; --help lists the options.`);
  }
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(flags)) {
    const text = given[name];
    values[name] = typeof text === 'string' ? parseOne(name, flag, text) : flag.default;
  }
  return values as Values<F>;
}

export function describeFlags(flags: Flags): string {
  const heads = Object.entries(flags).map(([name, flag]) => `--${name} ${flag.placeholder}`);
  const width = Math.max(...heads.map(head => head.length));
  return Object.values(flags)
    .map((flag, i) => `  ${heads[i]!.padEnd(width)}  ${flag.about} (default ${String(flag.default)})`)
    .join('\n');
}

function parseOne<T>(name: string, flag: Flag<T>, text: string): T {
  try {
    return flag.parse(text);
  } catch (error) {
    throw new UsageError(`--${name} must be ${(error as Error).message}, not "${text}".`);
  }
}

function parseInteger(text: string, min: number, max: number): number {
  const value = Number(text);
  const valid = /^\d+$/.test(text) && value >= min && value <= max;
  return valid ? value : refuse(`a whole number from ${min} to ${max}`);
}

function refuse(expected: string): never {
  throw new Error(expected);
}
