import { Command } from 'commander';
import type { Context, Runner } from '../context.ts';
import { CliError } from '../failure.ts';
import { ifVersionOption, quorumOption } from '../options.ts';
import { writtenLine } from '../output/write.ts';

interface DelOptions {
  readonly quorum?: number;
  readonly ifVersion?: number;
}

export function delCommand(run: Runner): Command {
  return new Command('del')
    .description('Delete a key.')
    .argument('<key>')
    .addOption(ifVersionOption('only if this version stands for the key'))
    .addOption(quorumOption())
    .action((key: string, options: DelOptions, command: Command) =>
      run(command, context => del(context, key, options)),
    );
}

async function del(
  { client, json, out, signal }: Context,
  key: string,
  { quorum, ifVersion }: DelOptions,
): Promise<undefined> {
  const reply = await client.delete(key, { quorum, ifVersion, signal });
  if (reply === undefined) {
    throw new CliError('KEY_NOT_FOUND', `No value stands for key ${JSON.stringify(key)}.`, { key });
  }
  await out.line(json ? JSON.stringify(reply) : writtenLine(reply));
}
