import { parseArgs } from 'node:util';
import type { Durability } from '../cluster/fault-cluster.ts';

type Scenario = 'chaos' | 'frozen';

export interface Options {
  readonly scenario: Scenario;
  readonly seconds: number;
  readonly seed: number;
  readonly durability: Durability;
  readonly rate: number;
}

/** What the caller typed does not fit; the message is one line and says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const help = `npm run test:faults -- [options]

Runs six nodes, breaks them, and checks that Quorate kept its promises.

  --seconds N     how long faults go on (default 60)
  --seed N        repeats the faults and the clients of an earlier run (default: another one each time)
  --durability D  sync, async or memory (default sync)
  --rate N        requests a second of all clients together (default 300)
  --scenario S    chaos: all kinds of faults; frozen: one frozen follower under full load, and what the
                  leader's memory does meanwhile (default chaos)
  --help
`;

const MAX_SEED = 2 ** 31 - 1;

/** @throws UsageError */
export function readOptions(args: readonly string[], freshSeed: () => number): Options {
  const given = parse(args);
  return {
    scenario: oneOf('scenario', given['scenario'], ['chaos', 'frozen']) ?? 'chaos',
    seconds: integer('seconds', given['seconds'], 1, 86_400) ?? 60,
    seed: integer('seed', given['seed'], 0, MAX_SEED) ?? Math.floor(freshSeed() * MAX_SEED),
    durability: oneOf('durability', given['durability'], ['sync', 'async', 'memory']) ?? 'sync',
    rate: integer('rate', given['rate'], 1, 100_000) ?? 300,
  };
}

function parse(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  const names = ['scenario', 'seconds', 'seed', 'durability', 'rate'];
  const options = Object.fromEntries(names.map(name => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [first] = (error as Error).message.split(/\. |\.?\n|\.$/);
    throw new UsageError(`${first}; --help lists the options.`);
  }
}

function integer(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

function oneOf<const T extends string>(
  name: string,
  text: string | undefined,
  all: readonly T[],
): T | undefined {
  const found = all.find(one => one === text);
  if (text === undefined || found !== undefined) return found;
  throw new UsageError(`--${name} must be ${all.join(' or ')}, not "${text}".`);
}
