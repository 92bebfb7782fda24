import { defineCommand } from '../cli/command.ts';
import { choices, folder, integer, integers, UsageError } from '../cli/flags.ts';
import { measureFigures } from '../measure/figures.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { batchesMarkdown, batchesReport, batchesTable } from './report.ts';
import { batchTargets } from './targets.ts';

export const batches = defineCommand({
  name: 'batches',
  summary: 'Entries per second in batches of several sizes, against single writes.',
  flags: {
    followers: integer(5, 1, 15, 'followers of the cluster'),
    quorum: integer(3, 1, 15, 'write quorum'),
    durability: choices(['memory', 'sync'], ['memory', 'async', 'sync'], 'durabilities'),
    sizes: integers([1, 10, 100, 1000], 1, 1000, 'entries of a batch; 1: single writes'),
    connections: integers([1, 8], 1, 64, 'connections'),
    seconds: integer(3, 1, 3600, 'seconds for each figure, after one second of warm-up'),
    rounds: integer(3, 1, 100, 'rounds; each measures everything once'),
    out: folder('bench/results', 'folder for the report'),
  },
  async run({ durability: durabilities, out, ...values }, context) {
    if (values.quorum > values.followers)
      throw new UsageError(`--quorum is ${values.quorum}, but there are only ${values.followers} followers.`);
    const options = { ...values, durabilities };
    const samples = await measureFigures('Batches', batchTargets(options), options, context);
    const report = batchesReport(options, samples, {
      machine: thisMachine(),
      measuredAt: new Date().toISOString(),
    });
    const paths = await saveReport(out, 'batches', { json: report, markdown: batchesMarkdown(report) });
    context.stdout.write(`${terminalTable(batchesTable(report))}\n\nSaved ${paths.join(', ')}\n`);
    return report.passed ? 0 : 1;
  },
});
