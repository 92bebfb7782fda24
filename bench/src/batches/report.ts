import { countFailures, describeFailures } from '../measure/recorder.ts';
import type { Sample } from '../measure/rounds.ts';
import type { Spread } from '../measure/spread.ts';
import { type CellSummary, ratio, soundCell, summarize } from '../measure/summary.ts';
import { describeMachine, type Machine } from '../report/machine.ts';
import { precise, ranged, whole } from '../report/numbers.ts';
import { markdownTable, type Table } from '../report/table.ts';
import { KEYS, VALUE_BYTES } from '../throughput/bodies.ts';
import type { Durability } from '../throughput/targets.ts';
import { type BatchesOptions, batchTargets, targetName } from './targets.ts';

interface BatchCell extends CellSummary {
  readonly durability: Durability;
  /** Entries of a batch. */
  readonly size: number;
  readonly entriesPerSecond: Spread;
  /** Entries per second over those of single writes, at as many connections, by round. */
  readonly ofSingle: Spread | null;
}

/** What `batches.json` holds. */
export interface BatchesReport {
  readonly what: 'batches';
  /** ISO 8601 */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly options: BatchesOptions;
  readonly passed: boolean;
  readonly cells: readonly BatchCell[];
  readonly samples: readonly Sample[];
}

export function batchesReport(
  options: BatchesOptions,
  samples: readonly Sample[],
  { machine, measuredAt }: { machine: Machine; measuredAt: string },
): BatchesReport {
  const summaries = summarize(samples, batchTargets(options));
  const cells = options.durabilities.flatMap(durability =>
    options.sizes.flatMap(size =>
      summaries
        .filter(({ target }) => target === targetName(durability, size))
        .map((cell): BatchCell => {
          const ofSingle = ratio(samples, cell, { ...cell, target: targetName(durability, 1) });
          const entriesPerSecond = times(cell.writesPerSecond, size);
          return { ...cell, durability, size, entriesPerSecond, ofSingle: ofSingle && times(ofSingle, size) };
        }),
    ),
  );
  return { what: 'batches', measuredAt, machine, options, passed: cells.every(soundCell), cells, samples };
}

function times({ median, min, max }: Spread, factor: number): Spread {
  return { median: median * factor, min: min * factor, max: max * factor };
}

export function batchesTable({ cells }: BatchesReport): Table {
  return {
    head: [
      'durability',
      'entries a request',
      'connections',
      'entries/s',
      '× single writes',
      'p50 ms',
      'p99 ms',
      'CPU s per 10,000 entries',
      'failed',
      'replicas',
    ],
    rows: cells.map(cell => [
      cell.durability,
      `${cell.size}`,
      `${cell.connections}`,
      ranged(cell.entriesPerSecond, whole),
      cell.ofSingle === null || cell.size === 1 ? '–' : ranged(cell.ofSingle, precise),
      precise(cell.p50Ms.median),
      precise(cell.p99Ms.median),
      cell.cpuPer10k === null ? 'n/a' : precise(cell.cpuPer10k.median / cell.size),
      countFailures(cell.failures) === 0 ? '0' : describeFailures(cell.failures),
      cell.identical === null ? '–' : cell.identical ? 'identical' : 'DIFFERENT',
    ]),
  };
}

export function batchesMarkdown(report: BatchesReport): string {
  const { options, machine, measuredAt } = report;
  const { followers, quorum, seconds, rounds } = options;
  return `# Batches: what one request for many entries saves

${markdownTable(batchesTable(report))}

Each figure is the median over ${rounds} rounds, with the least and the greatest behind it where there is room.

**What was run.** One leader and ${followers} followers, quorum ${quorum}; values of ${VALUE_BYTES} bytes over ${KEYS.toLocaleString('en-US')} keys in a closed
loop, ${seconds} s for each figure after one second of warm-up, each alone on a fresh cluster, in turn within each round. "× single
writes" compares with \`POST /write\` at as many connections in the same round. After each figure the run waited until all
followers were level and compared the dumps of all replicas.

**Machine.** ${describeMachine(machine)}. Measured on ${measuredAt.slice(0, 10)}.

**Caveats.** Load and all ${followers + 1} nodes share ${machine.cores} cores. With many connections single writes share messages and flushes
already, so that a batch saves requests alone; a lone client saves round trips as well.
`;
}
