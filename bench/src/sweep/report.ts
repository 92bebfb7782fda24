import { describeMachine, type Machine } from '../report/machine.ts';
import { counted, percent, precise, whole } from '../report/numbers.ts';
import { markdownTable, type Table } from '../report/table.ts';
import type { QuorumResult, SweepOptions } from './run.ts';
import { sweepPassed, sweepVerdict } from './verdict.ts';
import { warmUpRounds } from './warm-up.ts';

/** What `quorum-sweep.json` holds. Names ending in `Ms` are milliseconds. */
export interface SweepReport {
  readonly what: 'quorum sweep';
  /** ISO 8601 */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly options: SweepOptions;
  readonly passed: boolean;
  readonly verdict: string;
  readonly quorums: readonly QuorumResult[];
}

export function sweepReport(
  options: SweepOptions,
  quorums: readonly QuorumResult[],
  { machine, measuredAt }: { machine: Machine; measuredAt: string },
): SweepReport {
  const passed = sweepPassed(quorums);
  const verdict = sweepVerdict(options, quorums);
  return { what: 'quorum sweep', measuredAt, machine, options, passed, verdict, quorums };
}

export function sweepTable({ quorums }: SweepReport): Table {
  return {
    head: [
      'quorum',
      'success',
      'mean ms',
      'theory',
      'median',
      'p95',
      'p99',
      'theory',
      'max',
      'level after',
      'replicas',
    ],
    rows: quorums.map(({ quorum, successRate, latency, theory, levelMs, replicas }) => [
      `${quorum}`,
      percent(successRate),
      precise(latency.meanMs),
      precise(theory.meanMs),
      precise(latency.medianMs),
      precise(latency.p95Ms),
      precise(latency.p99Ms),
      precise(theory.p99Ms),
      precise(latency.maxMs),
      levelMs === null ? 'never' : `${whole(levelMs)} ms`,
      replicas.identical && replicas.missing === 0 ? 'identical' : 'DIFFERENT',
    ]),
  };
}

export function sweepMarkdown(report: SweepReport): string {
  const { options, machine, measuredAt, verdict } = report;
  const { followers, writes, minDelayMs, maxDelayMs, durability, seed } = options;
  return `# What a write quorum costs

${verdict}

![Latency against write quorum](quorum-sweep.svg)

${markdownTable(sweepTable(report))}

**What was run.** One leader and ${followers} followers, as ${followers + 1} processes, durability \`${durability}\`, with a simulated
delay of ${minDelayMs} to ${maxDelayMs} ms on each write to each follower, drawn independently and uniformly (seed ${seed}). To
warm up, each of ${writes} clients wrote ${counted(warmUpRounds(options), 'time')}; that was not measured. Then, for each quorum, they sent one write
each, all at once, to distinct keys. After each quorum the run waited until all followers were level ("level after": from
the last reply), and compared the dumps of all ${followers + 1} replicas.

**Theory.** A write waits for the k-th fastest of n = ${followers} independent delays. Its mean is
min + (max − min) · k / (n + 1); its p99 is the 99% quantile of Beta(k, n − k + 1), scaled to the same range.

**Machine.** ${describeMachine(machine)}. Measured on ${measuredAt.slice(0, 10)}.

**Caveats.** Latency is what the client saw, from sending to the whole reply. With ${writes} writes, p99 is the ${ordinal(writes)}
of ${writes} sorted values and moves from run to run; so do the means, by the standard error given in the JSON. The delays are
simulated in the leader: real networks have heavier tails, and their delays are not independent.
`;
}

/** The rank that the histogram reports as p99. */
function ordinal(writes: number): string {
  const rank = Math.ceil(writes * 0.99);
  const teens = rank % 100 >= 11 && rank % 100 <= 13;
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${suffix}`;
}
