import { describeFaults } from '../report/faults.ts';
import { precise, whole } from '../report/numbers.ts';
import { comparedConnections, type ThroughputOptions } from './plan.ts';
import type { ThroughputCell } from './report.ts';
import { CEILING, NAIVE, quorateName } from './targets.ts';

/** One paragraph: what went wrong, if anything did; then each durability at a middle quorum against the baselines. */
export function throughputVerdict(options: ThroughputOptions, cells: readonly ThroughputCell[]): string {
  const connections = comparedConnections(options);
  const quorum = options.quorums[options.quorums.length >> 1]!;
  const at = (target: string, q: number | null) =>
    cells.find(cell => cell.target === target && cell.connections === connections && cell.quorum === q);
  const sentences = describeFaults(cells);
  if (sentences.length === 0) {
    sentences.push('Every request succeeded, and after every run all replicas of Quorate were identical.');
  }
  for (const durability of options.durabilities) {
    const cell = at(quorateName(durability), quorum);
    if (cell === undefined) continue;
    const { ofCeiling, ofNaive, writesPerSecond, p99Ms, cpuPer10k } = cell;
    const share = ofCeiling === null ? '' : `, ${Math.round(ofCeiling.median * 100)}% of a bare Fastify`;
    const times = ofNaive === null ? '' : ` and ${precise(ofNaive.median)} times naive replication`;
    const cpu = cpuPer10k === null ? '' : `, for ${precise(cpuPer10k.median)} CPU seconds per 10,000 writes`;
    sentences.push(
      `With durability ${durability}, ${connections} connections and quorum ${quorum}, Quorate takes ` +
        `${whole(writesPerSecond.median)} writes/s (p99 ${precise(p99Ms.median)} ms)${share}${times}${cpu}.`,
    );
  }
  const naive = at(NAIVE, quorum);
  const ceiling = at(CEILING, null);
  if (naive?.cpuPer10k && ceiling?.cpuPer10k) {
    sentences.push(
      `Naive replication, in memory, spends ${precise(naive.cpuPer10k.median)} CPU seconds on as many, ` +
        `the bare Fastify ${precise(ceiling.cpuPer10k.median)}.`,
    );
  }
  return sentences.join(' ');
}
