import { Command } from 'commander';
import type { Context, Runner } from '../context.ts';
import { changeLine } from '../output/change.ts';
import { paintFor } from '../output/colour.ts';

interface WatchOptions {
  readonly since?: string;
}

export function watchCommand(run: Runner): Command {
  return new Command('watch')
    .description('Print one line for each change until Ctrl-C, what stands first.')
    .argument('[prefix]', 'only keys that begin so')
    .option('--since <cursor>', 'begin after this version, or cursor of a line of --json')
    .action((prefix: string | undefined, options: WatchOptions, command: Command) =>
      run(command, context => watch(context, prefix, options)),
    );
}

async function watch(
  { client, json, out, err, signal }: Context,
  prefix: string | undefined,
  { since }: WatchOptions,
): Promise<undefined> {
  const paint = paintFor(out.stream);
  let waits = false;
  const onLevel = (version: number) => {
    if (waits || !err.isTTY) return;
    waits = true;
    err.stream.write(`This is all up to version ${version}; now as it comes. Ctrl-C ends.\n`);
  };
  try {
    for await (const change of client.watch({ prefix, since, signal, onLevel })) {
      await out.line(json ? JSON.stringify(change) : changeLine(change, paint));
    }
  } catch (error) {
    // Ctrl-C is how a watch is meant to end.
    if (!signal.aborted) throw error;
  }
}
