import { Command } from 'commander';
import type { Context, Runner } from '../context.ts';
import { integer } from '../options.ts';
import { shownKey, shownValue } from '../output/text.ts';

interface LsOptions {
  readonly values?: true;
  readonly limit?: number;
}

const MAX_PAGE = 1_000;

export function lsCommand(run: Runner): Command {
  return new Command('ls')
    .description('List the keys, in the order of their UTF-8 bytes.')
    .argument('[prefix]', 'only keys that begin so')
    .option('--values', 'a tab and the value as JSON after each key')
    .option('--limit <n>', 'so many keys at most', integer(1))
    .action((prefix: string | undefined, options: LsOptions, command: Command) =>
      run(command, context => ls(context, prefix, options)),
    );
}

async function ls(
  { client, json, out, signal }: Context,
  prefix: string | undefined,
  { values, limit = Infinity }: LsOptions,
): Promise<undefined> {
  let left = limit;
  for await (const entry of client.list({ prefix, pageSize: Math.min(limit, MAX_PAGE), signal })) {
    const { key, value } = entry;
    if (json) await out.line(JSON.stringify(entry));
    else await out.line(values ? `${shownKey(key)}\t${shownValue(value)}` : shownKey(key));
    if (--left === 0) return;
  }
}
