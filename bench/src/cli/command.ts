import { describeFlags, type Flags, parseFlags, type Values } from './flags.ts';

/** What a command may use of the world: where it prints, and when it must stop. */
export interface Context {
  readonly signal: AbortSignal;
  readonly stdout: NodeJS.WriteStream;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  /** Resolves to the exit code: 0 if everything measured was also right, else 1. */
  run(args: readonly string[], context: Context): Promise<number>;
}

interface Definition<F extends Flags> {
  readonly name: string;
  readonly summary: string;
  readonly flags: F;
  run(values: Values<F>, context: Context): Promise<number>;
}

export function defineCommand<F extends Flags>({ name, summary, flags, run }: Definition<F>): Command {
  return {
    name,
    summary,
    help: `npm run bench -- ${name} [options]\n\n${summary}\n\n${describeFlags(flags)}\n  --help\n`,
    run: (args, context) => run(parseFlags(flags, args), context),
  };
}
