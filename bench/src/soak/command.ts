import { renderSvg } from '../chart/svg.ts';
import { type Context, defineCommand } from '../cli/command.ts';
import { choice, choices, type Flag, folder, integer } from '../cli/flags.ts';
import { startProgress } from '../cli/progress.ts';
import { thisMachine } from '../report/machine.ts';
import { saveReport } from '../report/save.ts';
import { terminalTable } from '../report/table.ts';
import { soakChart } from './chart.ts';
import { soakMarkdown } from './document.ts';
import type { SoakOptions } from './options.ts';
import { soakFaultKinds } from './plan.ts';
import { soakReport } from './report.ts';
import { runSoak, type SoakResult } from './run.ts';
import { criteriaTable, phaseTable } from './tables.ts';

const FOLLOWERS = 5;
const WARMUP_MS = 60_000;
const PEAK_MS = 120_000;
const WINDOW_MS = 10_000;
const FAULT_MS = [5_000, 8_000] as const;

export const soak = defineCommand({
  name: 'soak',
  summary:
    'Minutes of load with a fault every few seconds: errors, latency, memory, and whether anything is lost.',
  flags: {
    minutes: integer(10, 1, 24 * 60, 'minutes at the held load'),
    share: part(0.7, 'part of the peak that is held'),
    'fault-every': integer(20, 10, 3600, 'seconds from one fault to the next'),
    faults: choices(soakFaultKinds, soakFaultKinds, 'kinds of faults'),
    seed: integer(1, 0, 2 ** 31 - 1, 'seed of the faults and of the load'),
    connections: integer(64, 1, 1000, 'connections that write; a quarter as many read'),
    // One follower is away at a time.
    quorum: integer(3, 1, FOLLOWERS - 1, `write quorum, of ${FOLLOWERS} followers`),
    durability: choice('sync', ['sync', 'async', 'memory'], 'durability of all nodes'),
    out: folder('bench/results', 'folder for the report'),
  },
  async run(values, context) {
    const options: SoakOptions = {
      followers: FOLLOWERS,
      quorum: values.quorum,
      durability: values.durability,
      connections: values.connections,
      seed: values.seed,
      share: values.share,
      warmupMs: WARMUP_MS,
      peakMs: PEAK_MS,
      holdMs: values.minutes * 60_000,
      windowMs: WINDOW_MS,
      faultEveryMs: values['fault-every'] * 1000,
      faultMs: FAULT_MS,
      kinds: values.faults,
    };
    const report = soakReport(options, await measure(options, context), {
      machine: thisMachine(),
      measuredAt: new Date().toISOString(),
    });
    const paths = await saveReport(values.out, 'soak', {
      json: report,
      markdown: soakMarkdown(report),
      svg: await renderSvg(soakChart(report)),
    });
    const { stdout } = context;
    for (const table of [phaseTable(report), criteriaTable(report)])
      stdout.write(`${terminalTable(table)}\n`);
    stdout.write(`\n${report.verdict}\n\nSaved ${paths.join(', ')}\n`);
    return report.passed ? 0 : 1;
  },
});

async function measure(options: SoakOptions, { signal, stdout }: Context): Promise<SoakResult> {
  const windows = Math.ceil(options.holdMs / options.windowMs);
  const minutes = Math.ceil((options.holdMs + options.warmupMs + options.peakMs + 30_000) / 60_000);
  stdout.write(`Soak: about ${minutes} min.\n`);
  const progress = startProgress(stdout, windows, 'windows');
  try {
    return await runSoak(options, signal, { onStage: progress.stage, onWindow: () => progress.step() });
  } finally {
    progress.end();
  }
}

function part(fallback: number, about: string): Flag<number> {
  return {
    placeholder: 'N',
    default: fallback,
    about,
    parse(text) {
      const value = Number(text);
      if (/^\d*\.?\d+$/.test(text) && value > 0 && value <= 1) return value;
      throw new Error('a number above 0 and at most 1');
    },
  };
}
