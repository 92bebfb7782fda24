import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { usageError } from './failure.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly url?: readonly string[];
  readonly timeout?: number;
  readonly tokenFile?: string;
  readonly json?: true;
}

const DEFAULT_URL = 'http://127.0.0.1:5000';
const MAX_TIMEOUT_MS = 3_600_000;

export function addGlobalOptions(program: Command): Command {
  return program
    .option('--url <url>', `any node, repeatable; else $QUORATE_URL, else ${DEFAULT_URL}`, collect)
    .option(
      '--timeout <ms>',
      'how long a call may take, retries included (default: 10000)',
      integer(1, MAX_TIMEOUT_MS),
    )
    .option('--token-file <file>', 'file with the token to show; else $QUORATE_TOKEN, else none')
    .option('--json', 'print JSON, errors too');
}

/** The nodes to talk to: those of the command line, of the environment, or of `npm start`. */
export function urlsOf(options: GlobalOptions, env: Readonly<Record<string, string | undefined>>): string[] {
  if (options.url !== undefined) return [...options.url];
  const named = split(env['QUORATE_URL'] ?? '');
  return named.length > 0 ? named : [DEFAULT_URL];
}

/**
 * The token to show. Never an option itself: the command lines of a machine are for all its users to see.
 *
 * @throws CliError for a file that cannot be read
 */
export function tokenOf(
  { tokenFile }: GlobalOptions,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (tokenFile === undefined) return env['QUORATE_TOKEN'] || undefined;
  try {
    return readFileSync(tokenFile, 'utf8').trim();
  } catch (error) {
    throw usageError(`The token file cannot be read: ${(error as Error).message}.`);
  }
}

/** Reads a whole number in these bounds. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return text => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    const bounds = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${bounds}.`);
  };
}

export function quorumOption(): Option {
  return new Option(
    '--quorum <n>',
    'followers that must have it before it is done; the cluster’s own quorum if absent',
  ).argParser(integer(1));
}

export function ifVersionOption(about: string): Option {
  return new Option('--if-version <n>', about).argParser(integer(0));
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, ...split(text)];
}

function split(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}
