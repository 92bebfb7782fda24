import { batches } from './batches/command.ts';
import type { Command } from './cli/command.ts';
import { UsageError } from './cli/flags.ts';
import { INTERRUPTED, stopSignal } from './cli/stop.ts';
import { growth } from './growth/command.ts';
import { peers } from './peers/command.ts';
import { soak } from './soak/command.ts';
import { sweep } from './sweep/command.ts';
import { throughput } from './throughput/command.ts';

const commands: readonly Command[] = [sweep, throughput, peers, growth, batches, soak];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const named = args[0] !== undefined && !args[0].startsWith('-');
  const command = named ? commands.find(one => one.name === args[0]) : sweep;
  const signal = stopSignal();
  try {
    if (command === undefined) {
      throw new UsageError(
        `There is no command "${args[0]}"; use ${commands.map(one => one.name).join(', ')}.`,
      );
    }
    if (args.includes('--help')) {
      process.stdout.write(named ? command.help : `${overview()}\n${command.help}`);
      return 0;
    }
    return await command.run(named ? args.slice(1) : args, { signal, stdout: process.stdout });
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    if (signal.aborted) {
      process.stderr.write('Stopped before the end; nothing was saved.\n');
      return INTERRUPTED;
    }
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

function overview(): string {
  const lines = commands.map(one => `  ${one.name.padEnd(12)}${one.summary}`);
  return `npm run bench -- [command] [options]\n\n${lines.join('\n')}\n\nThe default is sweep:\n`;
}
