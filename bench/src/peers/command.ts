import { renderSvg } from '../chart/svg.ts';
import { type Context, defineCommand } from '../cli/command.ts';
import { choices, folder, integer, UsageError } from '../cli/flags.ts';
import { measureFigures } from '../measure/figures.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { KEYS } from '../throughput/bodies.ts';
import { peersChart } from './chart.ts';
import { peersMarkdown, peersTable } from './document.ts';
import { describeSkipped, FOLLOWERS, planPeers } from './plan.ts';
import { peersReport } from './report.ts';
import { systems } from './systems.ts';

const ids = systems.map(system => system.id);

export const peers = defineCommand({
  name: 'peers',
  summary: 'The same writes on Quorate, Redis, PostgreSQL and etcd, as far as they are installed.',
  flags: {
    connections: integer(64, 1, KEYS, 'connections to the leader'),
    quorum: integer(3, 1, FOLLOWERS, `followers, of ${FOLLOWERS}, that must ack; etcd has its majority`),
    seconds: integer(5, 1, 3600, 'seconds for each figure, after one second of warm-up'),
    rounds: integer(3, 1, 100, 'rounds; each measures everything once'),
    only: choices(ids, ids, 'systems to run'),
    out: folder('bench/results', 'folder for the report'),
  },
  async run({ connections, quorum, seconds, rounds, only, out }, context: Context) {
    const options = { followers: FOLLOWERS, connections, quorum, seconds, rounds };
    const plan = planPeers(options, only);
    if (plan.planned.length === 0) throw new UsageError(describeSkipped(plan.skipped));
    if (plan.skipped.length > 0) context.stdout.write(`${describeSkipped(plan.skipped)}\n`);
    const samples = await measureFigures(
      'Peers',
      plan.planned.map(({ target }) => target),
      { rounds, seconds },
      context,
    );
    const report = peersReport(options, plan, samples, {
      machine: thisMachine(),
      measuredAt: new Date().toISOString(),
    });
    const paths = await saveReport(out, 'peers', {
      json: report,
      markdown: peersMarkdown(report),
      svg: await renderSvg(peersChart(report)),
    });
    context.stdout.write(
      `${terminalTable(peersTable(report))}\n\n${report.verdict}\n\nSaved ${paths.join(', ')}\n`,
    );
    return report.passed ? 0 : 1;
  },
});
