import { renderSvg } from '../chart/svg.ts';
import { type Context, defineCommand } from '../cli/command.ts';
import { choices, folder, integer, integers } from '../cli/flags.ts';
import { startProgress } from '../cli/progress.ts';
import { runRounds, type Sample } from '../measure/rounds.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { growthChart } from './chart.ts';
import { growthMarkdown, growthTable } from './document.ts';
import { allPoints, type GrowthOptions, variables } from './points.ts';
import { growthReport } from './report.ts';
import { growthTarget, type WindowMemory } from './target.ts';

const WARMUP_MS = 1000;

export const growth = defineCommand({
  name: 'growth',
  summary: 'How throughput, CPU time and memory grow with keys, followers and the size of values.',
  flags: {
    durability: choices(['memory', 'sync'], ['memory', 'async', 'sync'], 'durabilities'),
    keys: integers(
      [10_000, 100_000, 1_000_000],
      64,
      10_000_000,
      'keys in the store; the least is the base case',
    ),
    followers: integers([1, 2, 3, 4, 5], 1, 15, 'followers; half of them, rounded up, must ack'),
    values: integers([100, 1000, 64_000], 20, 1_000_000, 'bytes of a value'),
    connections: integer(64, 1, 1000, 'connections'),
    seconds: integer(2, 1, 3600, 'seconds of each window, after one second of warm-up'),
    windows: integer(3, 1, 100, 'windows at each point'),
    out: folder('bench/results', 'folder for the report'),
  },
  async run(values, context) {
    const { keys, followers, connections, seconds, windows } = values;
    const options = {
      durabilities: values.durability,
      keys,
      followers,
      valueBytes: values.values,
      connections,
      seconds,
      windows,
    };
    const { samples, memories } = await measure(options, context);
    const report = growthReport(options, samples, memories, {
      machine: thisMachine(),
      measuredAt: new Date().toISOString(),
    });
    const paths = await saveReport(values.out, 'growth', {
      json: report,
      markdown: growthMarkdown(report),
      svg: await renderSvg(growthChart(report)),
    });
    for (const variable of variables) {
      context.stdout.write(`${terminalTable(growthTable(report, variable))}\n`);
    }
    context.stdout.write(`\n${report.verdict}\n\nSaved ${paths.join(', ')}\n`);
    return report.passed ? 0 : 1;
  },
});

async function measure(
  options: GrowthOptions,
  { signal, stdout }: Context,
): Promise<{ samples: Sample[]; memories: WindowMemory[] }> {
  const points = allPoints(options);
  stdout.write(`Growth: ${points.length} points; filling the store takes most of the time.\n`);
  const progress = startProgress(stdout, points.length * options.windows, 'windows');
  const memories: WindowMemory[] = [];
  const targets = points.map(point =>
    growthTarget(point, options, {
      signal,
      onPreload: progress.stage,
      onMemory: memory => memories.push(memory),
    }),
  );
  try {
    const samples = await runRounds(targets, {
      rounds: 1,
      warmupMs: WARMUP_MS,
      windowMs: options.seconds * 1000,
      signal,
      onCell: () => {},
      onSample: ({ latency, seconds }) => {
        progress.step();
        if (!stdout.isTTY) stdout.write(`  ${Math.round(latency.count / seconds)} writes/s\n`);
      },
    });
    return { samples, memories };
  } finally {
    progress.end();
  }
}
