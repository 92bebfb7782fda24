import { Random } from '../random.ts';
import type { Fault, Round } from './fault.ts';

export interface PlanOptions {
  readonly seed: number;
  readonly followers: readonly string[];
  /** A process that is killed loses what it had: each kill is then the loss of a disk. */
  readonly losesOnKill: boolean;
}

type Deal = (random: Random, followers: readonly string[]) => Round;

/** The rounds of a run, without end. The same options give the same rounds; every kind comes before any returns. */
export function* plan({ seed, followers, losesOnKill }: PlanOptions): Generator<Round, never> {
  const random = new Random(seed);
  const deals = losesOnKill ? harmless : [...harmless, ...kills];
  for (;;) for (const deal of random.shuffle(deals)) yield deal(random, followers);
}

/** No process ends in them that was not wiped. */
const harmless: readonly Deal[] = [
  (random, followers) => round(random, [freeze(random, random.sample(followers, random.integer(1, 2)))]),
  random => round(random, [freeze(random, ['leader'])]),
  (random, followers) => round(random, [cut(random, random.sample(followers, random.integer(1, 3)), 'both')]),
  (random, followers) => {
    const direction = random.pick(['to-follower', 'from-follower'] as const);
    return round(random, [cut(random, random.sample(followers, random.integer(1, 3)), direction)]);
  },
  (random, followers) => round(random, [delay(random, random.sample(followers, random.integer(1, 5)))]),
  (random, followers) => round(random, [onPurpose(random, random.pick(followers))]),
  (random, followers) => fromLevel(random, [wipe(random, random.pick(followers))]),
  random => fromLevel(random, [wipe(random, 'leader')]),
  random => {
    const first = random.pick(['running', 'frozen'] as const);
    return fromLevel(random, [secondLeader(random, first)]);
  },
];

const kills: readonly Deal[] = [
  (random, followers) => round(random, [kill(random, [random.pick(followers)])]),
  (random, followers) => round(random, [kill(random, random.sample(followers, 2))]),
  random => round(random, [kill(random, ['leader'])]),
  (random, followers) => round(random, [kill(random, ['leader', random.pick(followers)])]),
  (random, followers) => round(random, [kill(random, ['leader', ...followers])]),
  (random, followers) => {
    const member = random.pick(['leader', ...followers]);
    return round(random, [{ kind: 'restart', member, downMs: random.integer(0, 500) }]);
  },
  (random, followers) => {
    const [a, b, c] = random.shuffle(followers);
    const others = [freeze(random, [b!]), cut(random, [c!], 'both'), kill(random, ['leader'])];
    return round(random, [kill(random, [a!]), random.pick(others)]);
  },
  // One disk is lost while another node is away with its own: no copy but the lost one is gone.
  (random, followers) => {
    const [a, b] = random.shuffle(followers);
    return fromLevel(random, [
      wipe(random, a!),
      random.pick([kill(random, ['leader']), freeze(random, [b!])]),
    ]);
  },
  random => fromLevel(random, [secondLeader(random, 'dead')]),
];

function round(random: Random, faults: readonly Fault[]): Round {
  return { faults, fromLevel: false, pauseMs: random.integer(0, 1_000) };
}

function fromLevel(random: Random, faults: readonly Fault[]): Round {
  return { ...round(random, faults), fromLevel: true };
}

function kill(random: Random, members: readonly string[]): Fault {
  return {
    kind: 'kill',
    members,
    restartOrder: random.shuffle(members),
    downMs: random.integer(0, 1_500),
    gapMs: random.integer(0, 500),
  };
}

function freeze(random: Random, members: readonly string[]): Fault {
  return { kind: 'freeze', members, holdMs: random.integer(300, 3_000) };
}

function cut(
  random: Random,
  followers: readonly string[],
  direction: 'both' | 'to-follower' | 'from-follower',
): Fault {
  const holdMs = random.integer(300, 3_000);
  return { kind: 'cut', followers, direction, holdMs, end: random.pick(['resume', 'reset'] as const) };
}

function delay(random: Random, followers: readonly string[]): Fault {
  return { kind: 'delay', followers, delayMs: random.integer(5, 300), holdMs: random.integer(500, 3_000) };
}

function onPurpose(random: Random, follower: string): Fault {
  return {
    kind: 'on-purpose',
    follower,
    what: random.pick(['delay', 'drop', 'cut', 'freeze'] as const),
    maxMs: random.integer(5, 300),
    rate: 0.05,
    seed: random.integer(0, 1_000_000),
    holdMs: random.integer(500, 3_000),
  };
}

function wipe(random: Random, member: string): Fault {
  return { kind: 'wipe', member, downMs: random.integer(0, 1_000) };
}

function secondLeader(random: Random, first: 'running' | 'frozen' | 'dead'): Fault {
  const stop = random.pick(['second', 'first', 'takeover'] as const);
  return { kind: 'second-leader', first, stop, holdMs: random.integer(500, 2_000) };
}
