import { startCluster } from '@quorate/cluster';
import { renderSvg } from '../chart/svg.ts';
import { type Context, defineCommand } from '../cli/command.ts';
import { choice, folder, integer, UsageError } from '../cli/flags.ts';
import { startProgress } from '../cli/progress.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { sweepChart } from './chart.ts';
import { sweepMarkdown, sweepReport, sweepTable } from './report.ts';
import { type QuorumResult, runSweep, type SweepOptions } from './run.ts';

export const sweep = defineCommand({
  name: 'sweep',
  summary: 'What each write quorum costs under simulated network delay, against theory.',
  flags: {
    followers: integer(5, 1, 15, 'followers of the cluster; every quorum from 1 to this many is measured'),
    writes: integer(100, 1, 5000, 'concurrent writes for each quorum'),
    'min-delay': integer(0, 0, 45_000, 'shortest simulated delay to a follower, in ms'),
    'max-delay': integer(1000, 0, 45_000, 'longest simulated delay to a follower, in ms'),
    seed: integer(1, 0, 2 ** 31 - 1, 'seed of the simulated delays'),
    durability: choice('sync', ['sync', 'async', 'memory'], 'durability of all nodes'),
    out: folder('bench/results', 'folder for the report'),
  },
  async run(values, context) {
    const options = {
      followers: values.followers,
      writes: values.writes,
      minDelayMs: values['min-delay'],
      maxDelayMs: values['max-delay'],
      seed: values.seed,
      durability: values.durability,
    };
    if (options.minDelayMs > options.maxDelayMs) {
      throw new UsageError(
        `--min-delay (${options.minDelayMs}) must not be above --max-delay (${options.maxDelayMs}).`,
      );
    }
    const results = await measure(options, context);
    const report = sweepReport(options, results, {
      machine: thisMachine(),
      measuredAt: new Date().toISOString(),
    });
    const paths = await saveReport(values.out, 'quorum-sweep', {
      json: report,
      markdown: sweepMarkdown(report),
      svg: await renderSvg(sweepChart(report)),
    });
    context.stdout.write(
      `${terminalTable(sweepTable(report))}\n\n${report.verdict}\n\nSaved ${paths.join(', ')}\n`,
    );
    return report.passed ? 0 : 1;
  },
});

async function measure(options: SweepOptions, { signal, stdout }: Context): Promise<QuorumResult[]> {
  const { followers, writes, minDelayMs, maxDelayMs, durability } = options;
  stdout.write(
    `Quorum sweep: ${writes} concurrent writes for each quorum from 1 to ${followers}, ` +
      `simulated delay ${minDelayMs} to ${maxDelayMs} ms, durability ${durability}.\n`,
  );
  const cluster = await startCluster({
    followers,
    durability,
    minDelayMs,
    maxDelayMs,
    delaySeed: options.seed,
  });
  const progress = startProgress(stdout, followers * writes, 'writes');
  try {
    signal.throwIfAborted();
    return await runSweep(cluster, options, signal, {
      onWarmUp: () => progress.stage('warming up'),
      onQuorum: quorum => progress.stage(`quorum ${quorum} of ${followers}`),
      onWrite: () => progress.step(),
    });
  } finally {
    progress.end();
    await cluster.stop();
  }
}
