import { chaos } from './chaos.ts';
import { help, readOptions, UsageError } from './cli/options.ts';
import { INTERRUPTED, stopSignal } from './cli/stop.ts';
import { frozenFollower } from './frozen-follower.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  if (args.includes('--help')) {
    print(help);
    return 0;
  }
  const signal = stopSignal();
  try {
    const options = readOptions(args, Math.random);
    return await (options.scenario === 'frozen' ? frozenFollower : chaos)(options, signal, print);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    if (signal.aborted) {
      process.stderr.write('Stopped before the end; nothing was judged.\n');
      return INTERRUPTED;
    }
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}
