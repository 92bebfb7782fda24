import { seededRandom } from '@quorate/leader';

/**
 * - `kill`: the follower's process is killed, and started again at the end of the fault
 * - `stop`: the follower's process is stopped (SIGSTOP), and goes on at the end of the fault
 * - `delay`, `drop`, `cut`, `freeze`: the leader does it to the way to the follower, by `POST /faults`
 * - `restart`: the leader is stopped in good order and started again
 */
export const soakFaultKinds = ['kill', 'stop', 'delay', 'drop', 'cut', 'freeze', 'restart'] as const;
export type SoakFaultKind = (typeof soakFaultKinds)[number];

export interface PlannedFault {
  readonly kind: SoakFaultKind;
  /** From the start of the hold. */
  readonly atMs: number;
  readonly durationMs: number;
  /** From 0; null: the leader. */
  readonly follower: number | null;
  /** Of what the leader draws by chance. */
  readonly seed: number;
}

interface PlanOptions {
  readonly seed: number;
  readonly followers: number;
  readonly holdMs: number;
  readonly faultEveryMs: number;
  readonly faultMs: readonly [number, number];
  readonly kinds: readonly SoakFaultKind[];
}

/** Fewer faults than this leave no room for a restart of the leader. */
const LEAST_FOR_RESTART = 6;

/**
 * One fault after the other, so that no more than one follower is away at any time; the same seed gives the same
 * faults. None begins at once, and none so late that its end could not be watched. Every kind comes before any
 * returns, and the leader restarts after a sixth and after a third of the faults: it then runs on for long enough that
 * its memory can be judged.
 */
export function planFaults(options: PlanOptions): PlannedFault[] {
  const { followers, holdMs, faultEveryMs, faultMs } = options;
  const random = seededRandom(options.seed);
  const below = (count: number) => Math.floor(random() * count);
  const others = options.kinds.filter(kind => kind !== 'restart');
  const count = Math.max(0, Math.ceil(holdMs / faultEveryMs) - 1);
  const restarts = restartPlaces(count, options.kinds);
  const kinds = deal(others, below);
  const targets = deal(
    Array.from({ length: followers }, (_, i) => i),
    below,
  );
  const faults: PlannedFault[] = [];
  for (let place = 0; place < count; place++) {
    const common = { atMs: (place + 1) * faultEveryMs, seed: below(2 ** 31) };
    const durationMs = faultMs[0] + below(faultMs[1] - faultMs[0] + 1);
    if (restarts.has(place)) faults.push({ ...common, kind: 'restart', durationMs: 0, follower: null });
    else if (others.length > 0) faults.push({ ...common, kind: kinds(), durationMs, follower: targets() });
  }
  return faults;
}

function restartPlaces(count: number, kinds: readonly SoakFaultKind[]): Set<number> {
  if (!kinds.includes('restart')) return new Set();
  if (kinds.length === 1) return new Set(Array.from({ length: count }, (_, place) => place));
  return count < LEAST_FOR_RESTART ? new Set() : new Set([count / 6, count / 3].map(Math.floor));
}

/** Deals all of `cards` in some order, then all again in another. */
function deal<T>(cards: readonly T[], below: (count: number) => number): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...cards];
    return left.splice(below(left.length), 1)[0]!;
  };
}
