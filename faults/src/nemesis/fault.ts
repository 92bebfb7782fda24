/** Times are in milliseconds. Members are named by their id; `leader` is whoever leads then. */
export type Fault =
  /** `kill -9` of all of these at once, and their start one by one. */
  | {
      readonly kind: 'kill';
      readonly members: readonly string[];
      readonly restartOrder: readonly string[];
      readonly downMs: number;
      readonly gapMs: number;
    }
  /** A stop in good order, as in an upgrade. */
  | { readonly kind: 'restart'; readonly member: string; readonly downMs: number }
  | { readonly kind: 'freeze'; readonly members: readonly string[]; readonly holdMs: number }
  /** The network to these followers. What was held back comes late (`resume`) or never (`reset`). */
  | {
      readonly kind: 'cut';
      readonly followers: readonly string[];
      readonly direction: 'both' | 'to-follower' | 'from-follower';
      readonly holdMs: number;
      readonly end: 'resume' | 'reset';
    }
  | {
      readonly kind: 'delay';
      readonly followers: readonly string[];
      readonly delayMs: number;
      readonly holdMs: number;
    }
  /** What the leader itself does on purpose to the way to one follower, asked for through its `/faults`. */
  | {
      readonly kind: 'on-purpose';
      readonly follower: string;
      readonly what: 'delay' | 'drop' | 'cut' | 'freeze';
      /** Of a delay, the longest. */
      readonly maxMs: number;
      /** Of a drop, the share of what is lost each way. */
      readonly rate: number;
      readonly seed: number;
      readonly holdMs: number;
    }
  /** The member dies, and its disk with it. Only while all others have theirs, and after all were level. */
  | { readonly kind: 'wipe'; readonly member: string; readonly downMs: number }
  /**
   * Someone starts a second leader on an empty disk, while the first one is in this state. Then one of them is
   * stopped: `second`, and the first is started anew; `first`; or `takeover`: the first is started anew while the
   * second still runs.
   */
  | {
      readonly kind: 'second-leader';
      readonly first: 'running' | 'frozen' | 'dead';
      readonly stop: 'second' | 'first' | 'takeover';
      readonly holdMs: number;
    };

/** Faults that happen at the same time, to different members. */
export interface Round {
  readonly faults: readonly Fault[];
  /** Whether all must be level before it and after it, for all promises to hold. */
  readonly fromLevel: boolean;
  readonly pauseMs: number;
}

export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.members.join(', ')} for ${fault.downMs} ms, start ${fault.restartOrder.join(', ')}`;
    case 'restart':
      return `stop ${fault.member} in good order for ${fault.downMs} ms`;
    case 'freeze':
      return `freeze ${fault.members.join(', ')} for ${fault.holdMs} ms`;
    case 'cut':
      return `cut ${fault.direction} ${fault.followers.join(', ')} for ${fault.holdMs} ms, then ${fault.end}`;
    case 'delay':
      return `delay ${fault.followers.join(', ')} by ${fault.delayMs} ms for ${fault.holdMs} ms`;
    case 'on-purpose':
      return `${fault.what} ${fault.follower} through /faults for ${fault.holdMs} ms`;
    case 'wipe':
      return `kill -9 and wipe ${fault.member}, down for ${fault.downMs} ms`;
    case 'second-leader':
      return `second leader for ${fault.holdMs} ms, first ${fault.first}, then stop ${fault.stop}`;
  }
}
