import { countFailures, describeFailures } from '../measure/recorder.ts';
import type { Sample } from '../measure/rounds.ts';
import type { Spread } from '../measure/spread.ts';
import { type CellSummary, ratio, soundCell, summarize } from '../measure/summary.ts';
import { describeMachine, type Machine } from '../report/machine.ts';
import { precise, ranged, whole } from '../report/numbers.ts';
import { markdownTable, type Table } from '../report/table.ts';
import { KEYS, VALUE_BYTES } from './bodies.ts';
import { comparedConnections, planTargets, type ThroughputOptions } from './plan.ts';
import { CEILING, NAIVE } from './targets.ts';
import { throughputVerdict } from './verdict.ts';

export interface ThroughputCell extends CellSummary {
  /** Writes per second over those of the bare Fastify, by round; null where it was not run so. */
  readonly ofCeiling: Spread | null;
  /** The same over naive replication at this quorum. */
  readonly ofNaive: Spread | null;
}

/** What `throughput.json` holds. */
export interface ThroughputReport {
  readonly what: 'throughput';
  /** ISO 8601 */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly options: ThroughputOptions;
  readonly passed: boolean;
  readonly verdict: string;
  readonly cells: readonly ThroughputCell[];
  readonly samples: readonly Sample[];
}

export function throughputReport(
  options: ThroughputOptions,
  samples: readonly Sample[],
  { machine, measuredAt }: { machine: Machine; measuredAt: string },
): ThroughputReport {
  const connections = comparedConnections(options);
  const cells = summarize(samples, planTargets(options)).map(cell => {
    const compared = cell.connections === connections;
    return {
      ...cell,
      ofCeiling: compared ? ratio(samples, cell, { target: CEILING, connections, quorum: null }) : null,
      ofNaive: compared ? ratio(samples, cell, { target: NAIVE, connections, quorum: cell.quorum }) : null,
    };
  });
  const passed = cells.every(soundCell);
  const verdict = throughputVerdict(options, cells);
  return { what: 'throughput', measuredAt, machine, options, passed, verdict, cells, samples };
}

export function throughputTable({ cells }: ThroughputReport): Table {
  return {
    head: [
      'target',
      'connections',
      'quorum',
      'writes/s',
      'p50 ms',
      'p99 ms',
      'CPU s per 10,000',
      'of ceiling',
      '× naive',
      'level after ms',
      'failed',
      'replicas',
    ],
    rows: cells.map(cell => [
      cell.target,
      `${cell.connections}`,
      `${cell.quorum ?? '–'}`,
      ranged(cell.writesPerSecond, whole),
      ranged(cell.p50Ms, precise),
      ranged(cell.p99Ms, precise),
      cell.cpuPer10k === null ? 'n/a' : ranged(cell.cpuPer10k, precise),
      cell.ofCeiling === null || cell.target === CEILING
        ? '–'
        : `${Math.round(cell.ofCeiling.median * 100)}%`,
      cell.ofNaive === null || cell.target === NAIVE ? '–' : precise(cell.ofNaive.median),
      cell.levelMs === null ? 'never' : whole(cell.levelMs.max),
      countFailures(cell.failures) === 0 ? '0' : describeFailures(cell.failures),
      cell.identical === null ? '–' : cell.identical ? 'identical' : 'DIFFERENT',
    ]),
  };
}

export function throughputMarkdown(report: ThroughputReport): string {
  const { options, machine, measuredAt, verdict } = report;
  const { followers, seconds, rounds } = options;
  const compared = comparedConnections(options);
  return `# Throughput

${verdict}

![Writes per second and CPU time against write quorum](throughput.svg)

${markdownTable(throughputTable(report))}

Each figure is the median over ${rounds} rounds with the least and the greatest behind it; "level after" is the longest.

**What was run.** One leader and ${followers} followers as ${followers + 1} processes, no simulated delay. A closed loop: each
connection sends its next write when the last is answered. Values of ${VALUE_BYTES} bytes over ${KEYS.toLocaleString('en-US')} keys; ${seconds} s for
each figure after one second of warm-up. In each round Quorate and both baselines run in turn, each alone. After each Quorate
figure, the run waited until all followers were level and compared the dumps of all ${followers + 1} replicas.

- **bare Fastify** (the ceiling): one process, the same route and body schema, which only sets a \`Map\` entry.
- **naive replication**: as many processes, in memory: a leader that posts each write to each follower in a
  request of its own and answers after the quorum. "× naive" compares at ${compared} connections and equal quorum.

**CPU** is user and system time of all server processes for 10,000 acked writes, from /proc (ticks of 10 ms). "Level after" is how long
the slowest follower still needed when the load ended: work that a low quorum puts off, not saves.

**Machine.** ${describeMachine(machine)}. Measured on ${measuredAt.slice(0, 10)}.

**Caveats.** Load, leader and all followers share ${machine.cores} cores, so these figures say what a write costs, and which of two
ways costs less, not what a cluster of ${followers + 1} machines reaches. Both baselines keep everything in memory: only
\`memory\` is compared with like; \`sync\` also pays for the disk, and here all replicas share one. Requests still open when a figure's
time was up are in no figure.
`;
}
