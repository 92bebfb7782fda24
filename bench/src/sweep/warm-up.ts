import { type Delays, quorumTheory } from './theory.ts';

/** About so many writes until a burst costs the service no more than it will: V8 compiles what is called often. */
const WRITES = 3_000;
/** Under long delays it is not worth waiting for. */
const LIMIT_MS = 5_000;
const MOST_ROUNDS = 30;

/**
 * How many writes at quorum 1 each client makes, one after another, before anything is measured: a cold burst of a
 * hundred writes takes tens of milliseconds more than a warm one, which is not what a quorum costs. The number
 * depends on the options alone, so that a seed gives the measured writes the same delays in every run.
 */
export function warmUpRounds(options: Delays & { readonly writes: number }): number {
  const { meanMs } = quorumTheory(options, 1, options.writes);
  return Math.max(1, Math.ceil(Math.min(MOST_ROUNDS, WRITES / options.writes, LIMIT_MS / meanMs)));
}
