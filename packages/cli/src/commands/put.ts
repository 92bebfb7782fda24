import { Command } from 'commander';
import type { Context, Runner } from '../context.ts';
import { usageError } from '../failure.ts';
import { parseJson } from '../input/json.ts';
import { inputOf, readText } from '../input/text.ts';
import { ifVersionOption, integer, quorumOption } from '../options.ts';
import { traceLines, writtenLine } from '../output/write.ts';

interface PutOptions {
  readonly string?: true;
  readonly quorum?: number;
  readonly ttl?: number;
  readonly ifVersion?: number;
  readonly trace?: true;
}

export function putCommand(run: Runner): Command {
  return new Command('put')
    .description('Write a key. The value is JSON if it can be read as such, else a string.')
    .argument('<key>')
    .argument('[value]', 'from stdin if it is absent or "-"')
    .option('--string', 'the value is a string, whatever it looks like')
    .addOption(quorumOption())
    .option('--ttl <ms>', 'the value goes by itself after so many milliseconds', integer(1))
    .addOption(ifVersionOption('only if this version stands for the key; 0: only if no value does'))
    .option('--trace', 'tell which follower had it when, and what each quorum would have cost')
    .action((key: string, value: string | undefined, options: PutOptions, command: Command) =>
      run(command, context => put(context, key, value, options)),
    );
}

async function put(
  { client, json, stdin, out, signal }: Context,
  key: string,
  given: string | undefined,
  { string, quorum, ttl: ttlMs, ifVersion, trace }: PutOptions,
): Promise<undefined> {
  const text = given === undefined || given === '-' ? await readText(inputOf('-', stdin, signal)) : given;
  const value = string ? text : parsed(text);
  const reply = await client.put(key, value, { quorum, ttlMs, ifVersion, trace, signal });
  if (json) return void (await out.line(JSON.stringify(reply)));
  await out.line(writtenLine(reply));
  if (reply.trace !== undefined) await out.line(traceLines(reply.trace).join('\n'));
}

/** @throws CliError for a number that would not be kept as it is */
function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof RangeError) throw usageError(`${error.message}, with --string.`);
    return text;
  }
}
