import { describeFailures } from '../measure/recorder.ts';
import { counted, percent, precise, whole } from '../report/numbers.ts';
import type { QuorumResult, SweepOptions } from './run.ts';

/** Every write succeeded, every follower became level, and all replicas hold the same, including every acked write. */
export function sweepPassed(results: readonly QuorumResult[]): boolean {
  return results.every(
    ({ successRate, levelMs, replicas }) =>
      successRate === 1 && levelMs !== null && replicas.identical && replicas.missing === 0,
  );
}

/** One paragraph: what went wrong, if anything did; what a majority costs and buys; how far theory holds. */
export function sweepVerdict(options: SweepOptions, results: readonly QuorumResult[]): string {
  return [...faults(results), cost(options, results), fit(options, results)].join(' ');
}

function faults(results: readonly QuorumResult[]): string[] {
  const sentences: string[] = [];
  for (const { quorum, successRate, failures, levelMs, replicas } of results) {
    if (successRate < 1) {
      sentences.push(
        `FAILED: at quorum ${quorum} only ${percent(successRate)} of the writes succeeded (${describeFailures(failures)}).`,
      );
    }
    if (levelMs === null) sentences.push(`FAILED: after quorum ${quorum} a follower did not become level.`);
    if (!replicas.identical) sentences.push(`FAILED: after quorum ${quorum} the replicas differ.`);
    if (replicas.missing > 0) {
      sentences.push(
        `FAILED: after quorum ${quorum} a replica lacks ${counted(replicas.missing, 'acked write')}.`,
      );
    }
  }
  if (sentences.length > 0) return sentences;
  const replicas = results.length + 1;
  return [
    `Every write succeeded, and after each quorum all ${replicas} replicas were identical, with every acked write on each.`,
  ];
}

function cost({ followers }: SweepOptions, results: readonly QuorumResult[]): string {
  const majority = results[Math.floor(followers / 2)]!;
  const first = results[0]!;
  const { quorum, latency } = majority;
  const ratio = quorum > 1 ? `, ${precise(latency.meanMs / first.latency.meanMs)} times quorum 1` : '';
  const spare = followers - quorum;
  const last = results.at(-1)!;
  const all =
    last === majority
      ? ''
      : ` Waiting for all ${followers} costs ${whole(last.latency.meanMs)} ms, and one lost follower stops it.`;
  return (
    `Quorum ${quorum} costs ${whole(latency.meanMs)} ms at the mean here${ratio}; ` +
    `writes go on with ${counted(spare, 'follower')} lost, and an acked write is on at least ${counted(quorum + 1, 'node')}.${all}`
  );
}

function fit({ minDelayMs, maxDelayMs }: SweepOptions, results: readonly QuorumResult[]): string {
  const offsets = results.map(({ latency, theory }) => Math.abs(latency.meanMs - theory.meanMs));
  const within = `Measured means lie within ${precise(Math.max(...offsets))} ms of the theory`;
  if (maxDelayMs === minDelayMs)
    return `${within}; without random delays the rest is what the service itself costs.`;
  const errors = results.map(({ theory }, i) => offsets[i]! / theory.standardErrorMs);
  return `${within}, at most ${precise(Math.max(...errors))} standard errors away.`;
}
