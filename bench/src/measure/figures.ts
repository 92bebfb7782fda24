import type { Context } from '../cli/command.ts';
import { startProgress } from '../cli/progress.ts';
import { describeFailures } from './recorder.ts';
import { runRounds, type Sample, type Target } from './rounds.ts';

const WARMUP_MS = 1000;

/** {@link runRounds} with its progress on the terminal: how long it may take, then a bar, or a line for each figure. */
export async function measureFigures(
  title: string,
  targets: readonly Target[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  { signal, stdout }: Context,
): Promise<Sample[]> {
  const count = rounds * targets.reduce((sum, target) => sum + target.cells.length, 0);
  const minutes = Math.ceil((count * (seconds + WARMUP_MS / 1000 + 1)) / 60);
  stdout.write(`${title}: ${count} figures over ${rounds} rounds, about ${minutes} min.\n`);
  const progress = startProgress(stdout, count, 'figures');
  try {
    return await runRounds(targets, {
      rounds,
      warmupMs: WARMUP_MS,
      windowMs: seconds * 1000,
      signal,
      onCell: progress.stage,
      onSample: ({ latency, seconds: elapsed, failures }) => {
        progress.step();
        if (stdout.isTTY) return;
        const failed = describeFailures(failures);
        const speed = Math.round(latency.count / elapsed);
        stdout.write(`  ${speed} writes/s${failed ? `, failed: ${failed}` : ''}\n`);
      },
    });
  } finally {
    progress.end();
  }
}
