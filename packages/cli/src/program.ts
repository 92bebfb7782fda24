import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { batchCommand } from './commands/batch.ts';
import { benchCommand } from './commands/bench.ts';
import { delCommand } from './commands/del.ts';
import { dumpCommand } from './commands/dump.ts';
import { getCommand } from './commands/get.ts';
import { lsCommand } from './commands/ls.ts';
import { putCommand } from './commands/put.ts';
import { restoreCommand } from './commands/restore.ts';
import { statusCommand } from './commands/status.ts';
import { tokenCommand } from './commands/token.ts';
import { watchCommand } from './commands/watch.ts';
import { type Host, type Runner, runWork } from './context.ts';
import { usageError } from './failure.ts';
import { addGlobalOptions, type GlobalOptions } from './options.ts';
import { errorLine, exitCodeHelp, exitCodes, reportOf } from './output/errors.ts';

const commands = [
  getCommand,
  putCommand,
  delCommand,
  lsCommand,
  watchCommand,
  batchCommand,
  statusCommand,
  dumpCommand,
  restoreCommand,
  benchCommand,
  tokenCommand,
];

/**
 * Runs one command line.
 *
 * @param args what stands after the program's name
 * @returns the exit code
 */
export async function runProgram(args: readonly string[], host: Host): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const run: Runner = async (command, work) => {
    exitCode = await runWork(host, command.optsWithGlobals<GlobalOptions>(), work);
  };
  const program = addGlobalOptions(new Command('quorate'))
    .description('Reads, writes and watches a Quorate cluster.')
    .version(versionOf(), '--version', 'print the version')
    .helpCommand('help [command]', 'tell more of a command')
    .addHelpText('after', exitCodeHelp);
  for (const create of commands) program.addCommand(create(run));
  for (const command of [program, ...program.commands]) settle(command, host);
  try {
    if (args.length === 0) program.outputHelp({ error: true });
    else await program.parseAsync(args, { from: 'user' });
    return args.length === 0 ? exitCodes.usage : exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.ok;
    const report = reportOf(usageError(sentence(error.message)));
    host.stderr.write(`${errorLine(report, args.includes('--json'))}\n`);
    return report.exitCode;
  }
}

/** How every command behaves: it throws where it would end the process, and says what is wrong only once. */
function settle(command: Command, { stdout, stderr }: Host): void {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: text => void stdout.write(text),
      writeErr: text => void stderr.write(text),
      outputError: () => {},
    });
}

function versionOf(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What the parser says, as the first line of an error of ours. */
function sentence(message: string): string {
  const [first = ''] = message.replace(/^error: /, '').split('\n');
  return `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}; --help tells more.`;
}
