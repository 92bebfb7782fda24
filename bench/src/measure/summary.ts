import { addFailures, countFailures, type Failures } from './recorder.ts';
import type { Cell, Sample } from './rounds.ts';
import { type Spread, spread, spreadOrNull } from './spread.ts';

/** One target at one setting over all rounds. */
export interface CellSummary extends Cell {
  readonly target: string;
  readonly writesPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  /** CPU seconds of all servers together for 10,000 writes; null where that cannot be known. */
  readonly cpuPer10k: Spread | null;
  readonly loadCpuPer10k: Spread | null;
  /** From the end of the load until all replicas had everything; null: at least once not within the limit. */
  readonly levelMs: Spread | null;
  readonly failures: Failures;
  /** False if the replicas ever differed; null where there are none to compare. */
  readonly identical: boolean | null;
}

/** In the order in which targets and cells are given. */
export function summarize(
  samples: readonly Sample[],
  targets: readonly { readonly name: string; readonly cells: readonly Cell[] }[],
): CellSummary[] {
  return targets.flatMap(({ name, cells }) =>
    cells.map(cell => summarizeCell(name, cell, find(samples, name, cell))),
  );
}

/** Writes per second of one cell over those of another, each pair from the same round. Null without any. */
export function ratio(
  samples: readonly Sample[],
  above: { readonly target: string } & Cell,
  below: { readonly target: string } & Cell,
): Spread | null {
  const denominators = find(samples, below.target, below);
  const ratios = find(samples, above.target, above).map(sample => {
    const other = denominators.find(one => one.round === sample.round);
    return other && other.latency.count > 0 ? rate(sample) / rate(other) : null;
  });
  return spreadOrNull(ratios);
}

/** Nothing failed, every replica became level, and wherever replicas can be compared they agree. */
export function soundCell({ failures, levelMs, identical }: CellSummary): boolean {
  return countFailures(failures) === 0 && levelMs !== null && identical !== false;
}

function summarizeCell(
  target: string,
  { connections, quorum }: Cell,
  samples: readonly Sample[],
): CellSummary {
  const checks = samples.map(sample => sample.identical).filter(identical => identical !== null);
  return {
    target,
    connections,
    quorum,
    writesPerSecond: spread(samples.map(rate)),
    p50Ms: spread(samples.map(({ latency }) => latency.medianMs)),
    p99Ms: spread(samples.map(({ latency }) => latency.p99Ms)),
    cpuPer10k: spreadOrNull(
      samples.map(({ serverCpuSeconds, latency }) => per10k(serverCpuSeconds, latency.count)),
    ),
    loadCpuPer10k: spreadOrNull(
      samples.map(({ loadCpuSeconds, latency }) => per10k(loadCpuSeconds, latency.count)),
    ),
    levelMs: spreadOrNull(samples.map(sample => sample.levelMs)),
    failures: addFailures(samples.map(sample => sample.failures)),
    identical: checks.length === 0 ? null : checks.every(identical => identical),
  };
}

function find(samples: readonly Sample[], target: string, { connections, quorum }: Cell): Sample[] {
  return samples.filter(
    ({ target: name, cell }) => name === target && cell.connections === connections && cell.quorum === quorum,
  );
}

function rate({ latency, seconds }: Sample): number {
  return latency.count / seconds;
}

function per10k(seconds: number | null, writes: number): number | null {
  return seconds === null || writes === 0 ? null : (seconds / writes) * 10_000;
}
