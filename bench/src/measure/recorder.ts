import { Latencies } from './latency.ts';

/** Failures by kind, such as `{"503 QUORUM_UNREACHABLE": 2}`. */
export type Failures = Readonly<Record<string, number>>;

/**
 * Takes what a load sees, and keeps what falls between `open` and `close`. Failures are kept by kind; they
 * have no latency, so that a fast refusal cannot flatter the figures.
 */
export class Recorder {
  readonly latencies = new Latencies();
  readonly #failures = new Map<string, number>();
  #opened = false;

  open(): void {
    this.#opened = true;
  }

  close(): void {
    this.#opened = false;
  }

  success(latencyMs: number): void {
    if (this.#opened) this.latencies.record(latencyMs);
  }

  failure(kind: string): void {
    if (this.#opened) this.#failures.set(kind, (this.#failures.get(kind) ?? 0) + 1);
  }

  get failures(): Failures {
    return Object.fromEntries([...this.#failures].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export function countFailures(failures: Failures): number {
  return Object.values(failures).reduce((sum, count) => sum + count, 0);
}

export function describeFailures(failures: Failures): string {
  return Object.entries(failures)
    .map(([kind, count]) => `${count} × ${kind}`)
    .join(', ');
}

export function addFailures(all: readonly Failures[]): Failures {
  const sum: Record<string, number> = {};
  for (const failures of all) {
    for (const [kind, count] of Object.entries(failures)) sum[kind] = (sum[kind] ?? 0) + count;
  }
  return sum;
}
