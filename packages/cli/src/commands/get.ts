import { Command, Option } from 'commander';
import type { Context, Runner } from '../context.ts';
import { CliError } from '../failure.ts';
import { integer } from '../options.ts';

interface GetOptions {
  readonly consistency?: 'local' | 'committed' | 'linearizable';
  readonly minVersion?: number;
}

export function getCommand(run: Runner): Command {
  return new Command('get')
    .description('Print the value of a key: a string as it is, anything else as JSON.')
    .argument('<key>')
    .addOption(
      new Option('--consistency <level>', 'local if absent; the other two ask the leader').choices([
        'local',
        'committed',
        'linearizable',
      ]),
    )
    .option('--min-version <n>', 'the node that answers has at least this version', integer(0))
    .action((key: string, options: GetOptions, command: Command) =>
      run(command, context => get(context, key, options)),
    );
}

async function get(
  { client, json, out, signal }: Context,
  key: string,
  { consistency, minVersion }: GetOptions,
): Promise<undefined> {
  const entry = await client.get(key, { consistency, minVersion, signal });
  if (entry === undefined) {
    throw new CliError('KEY_NOT_FOUND', `No value stands for key ${JSON.stringify(key)}.`, { key });
  }
  const { value } = entry;
  await out.line(json ? JSON.stringify(entry) : typeof value === 'string' ? value : JSON.stringify(value));
}
