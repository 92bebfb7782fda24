import type { Applied } from '@quorate/store';

type Outcome = Applied['outcomes'][number];

/** Counts what became of the entries that a follower was sent. */
export class ApplyCounts {
  readonly #counts: Record<Outcome, number> = { applied: 0, duplicate: 0, stale: 0 };

  count(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) this.#counts[outcome]++;
  }

  get counts(): Readonly<Record<Outcome, number>> {
    return this.#counts;
  }
}
