import { renderSvg } from '../chart/svg.ts';
import { defineCommand } from '../cli/command.ts';
import { choices, folder, integer, integers, UsageError } from '../cli/flags.ts';
import { measureFigures } from '../measure/figures.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { KEYS } from './bodies.ts';
import { throughputChart } from './chart.ts';
import { planTargets } from './plan.ts';
import { throughputMarkdown, throughputReport, throughputTable } from './report.ts';

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
    const samples = await measureFigures('Throughput', planTargets(options), { rounds, seconds }, context);
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
