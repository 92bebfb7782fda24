import { renderSvg } from '../chart/svg.ts';
import { type Context, defineCommand } from '../cli/command.ts';
import { choices, folder, integer, integers, UsageError } from '../cli/flags.ts';
import { startProgress } from '../cli/progress.ts';
import { describeFailures } from '../measure/recorder.ts';
import { runRounds, type Sample } from '../measure/rounds.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { KEYS } from './bodies.ts';
import { throughputChart } from './chart.ts';
import { planTargets, type ThroughputOptions } from './plan.ts';
import { throughputMarkdown, throughputReport, throughputTable } from './report.ts';

const WARMUP_MS = 1000;

export const throughput = defineCommand({
  name: 'throughput',
  summary: 'Writes per second, latency and CPU time, against a bare Fastify and naive replication.',
  flags: {
    followers: integer(5, 1, 15, 'followers of the cluster and of naive replication'),
    durability: choices(['memory', 'sync'], ['memory', 'async', 'sync'], 'durabilities of Quorate'),
    connections: integers([1, 16, 64], 1, KEYS, 'connections; the baselines use the most of them'),
    quorums: integers([1, 3, 5], 1, 15, 'write quorums'),
    seconds: integer(5, 1, 3600, 'seconds for each figure, after one second of warm-up'),
    rounds: integer(3, 1, 100, 'rounds; each measures everything once'),
    out: folder('bench/results', 'folder for the report'),
  },
  async run(values, context) {
    const { followers, connections, quorums, seconds, rounds } = values;
    const options = { followers, connections, quorums, seconds, rounds, durabilities: values.durability };
    const largest = Math.max(...quorums);
    if (largest > followers)
      throw new UsageError(`--quorums has ${largest}, but there are only ${followers} followers.`);
    const samples = await measure(options, context);
    const report = throughputReport(options, samples, {
      machine: thisMachine(),
      measuredAt: new Date().toISOString(),
    });
    const paths = await saveReport(values.out, 'throughput', {
      json: report,
      markdown: throughputMarkdown(report),
      svg: await renderSvg(throughputChart(report)),
    });
    context.stdout.write(
      `${terminalTable(throughputTable(report))}\n\n${report.verdict}\n\nSaved ${paths.join(', ')}\n`,
    );
    return report.passed ? 0 : 1;
  },
});

async function measure(options: ThroughputOptions, { signal, stdout }: Context): Promise<Sample[]> {
  const targets = planTargets(options);
  const cells = options.rounds * targets.reduce((sum, target) => sum + target.cells.length, 0);
  const minutes = Math.ceil((cells * (options.seconds + WARMUP_MS / 1000 + 1)) / 60);
  stdout.write(`Throughput: ${cells} figures over ${options.rounds} rounds, about ${minutes} min.\n`);
  const progress = startProgress(stdout, cells, 'figures');
  try {
    return await runRounds(targets, {
      rounds: options.rounds,
      warmupMs: WARMUP_MS,
      windowMs: options.seconds * 1000,
      signal,
      onCell: progress.stage,
      onSample: ({ latency, seconds, failures }) => {
        progress.step();
        if (!stdout.isTTY) {
          const failed = describeFailures(failures);
          stdout.write(
            `  ${Math.round(latency.count / seconds)} writes/s${failed ? `, failed: ${failed}` : ''}\n`,
          );
        }
      },
    });
  } finally {
    progress.end();
  }
}
