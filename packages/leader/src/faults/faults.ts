import { randomInt } from 'node:crypto';
import { type ActiveFault, type FaultKind, type FaultRequest, QuorateError } from '@quorate/protocol';
import { createDelay, type DrawDelay } from '../followers/delay.ts';
import type { Log } from '../log.ts';
import { seededRandom } from '../random.ts';

export interface FaultsOptions {
  readonly followerUrls: readonly string[];
  /** Unix milliseconds. */
  readonly wallClock: () => number;
  readonly log: Log;
}

interface Running {
  readonly fault: ActiveFault;
  readonly random: () => number;
  readonly timer: NodeJS.Timeout;
}

/** Stands for every follower. */
const ALL = '*';

/** Whether a fault is one of this follower, given by its URL. */
export function isAt(fault: ActiveFault, follower: string): boolean {
  return fault.follower === ALL || fault.follower === follower;
}

/**
 * The faults on purpose that run at present: at most one of each kind for each follower, and one of each for all.
 * Each ends by itself. They are of this process: a restart has none.
 */
export class Faults {
  readonly #options: FaultsOptions;
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Set<(fault: ActiveFault) => void>();
  #count = 0;

  constructor(options: FaultsOptions) {
    this.#options = options;
  }

  get active(): ActiveFault[] {
    return [...this.#running.values()].map(({ fault }) => fault);
  }

  /** @throws QuorateError `INVALID_REQUEST` for an unknown follower, or where a kind lacks what it needs */
  inject({ durationMs, seed = randomInt(2 ** 32), ...what }: FaultRequest): ActiveFault {
    const refusal = this.#refusal(what);
    if (refusal !== undefined) throw new QuorateError('INVALID_REQUEST', refusal);
    const before = this.active.find(({ kind, follower }) => kind === what.kind && follower === what.follower);
    if (before !== undefined) this.end(before.id, 'replaced');
    const id = `fault-${++this.#count}`;
    const fault = { id, ...what, seed, endsAtMs: this.#options.wallClock() + durationMs };
    const timer = setTimeout(() => this.end(id, 'its time is over'), durationMs);
    timer.unref();
    this.#running.set(id, { fault, random: seededRandom(seed), timer });
    this.#options.log.warn({ event: 'fault_injected', fault }, 'a fault on purpose begins');
    this.#changed(fault);
    return fault;
  }

  /** @throws QuorateError `FAULT_NOT_FOUND` */
  end(id: string, cause = 'undone'): void {
    const fault = this.#remove(id);
    if (fault === undefined)
      throw new QuorateError('FAULT_NOT_FOUND', `No fault ${id} runs; GET /faults has those that do.`);
    this.#options.log.warn({ event: 'fault_ended', fault, cause }, 'a fault on purpose ends');
    this.#changed(fault);
  }

  endAll(): void {
    for (const { id } of this.active) this.end(id);
  }

  /** Calls `listener` with each fault that begins or ends, until the function is called that it returns. */
  onChange(listener: (fault: ActiveFault) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether a fault of this kind is on at the follower. */
  isOn(kind: FaultKind, follower: string): boolean {
    return this.#at(kind, follower).length > 0;
  }

  /** Draws whether what goes one way to or from the follower is lost. */
  loses(follower: string): boolean {
    return this.#at('drop', follower).some(({ fault, random }) => random() < (fault.rate ?? 0));
  }

  /** Draws how long a write to the follower is held back; `undefined` where none is. */
  delayOf(follower: string): DrawDelay {
    const draws = this.#at('delay', follower).flatMap(({ fault: { minMs = 0, maxMs = 0 }, random }) => {
      const draw = createDelay({ minMs, maxMs }, random);
      return draw === undefined ? [] : [draw];
    });
    return draws.length === 0 ? undefined : () => draws.reduce((sum, draw) => sum + draw(), 0);
  }

  #at(kind: FaultKind, follower: string): Running[] {
    if (this.#running.size === 0) return [];
    return [...this.#running.values()].filter(({ fault }) => fault.kind === kind && isAt(fault, follower));
  }

  #refusal({ follower, kind, minMs, maxMs, rate }: Omit<FaultRequest, 'durationMs'>): string | undefined {
    const { followerUrls } = this.#options;
    if (follower !== ALL && !followerUrls.includes(follower))
      return `No follower is called ${follower}; use "${ALL}" or one of ${followerUrls.join(', ')}.`;
    if (kind === 'delay') {
      if (maxMs === undefined) return 'A delay needs maxMs, and may have minMs.';
      if ((minMs ?? 0) > maxMs) return `minMs is ${minMs}, more than maxMs, which is ${maxMs}.`;
    } else if (minMs !== undefined || maxMs !== undefined) return `A ${kind} has no minMs or maxMs.`;
    if (kind === 'drop' && rate === undefined) return 'A drop needs rate, from 0 to 1.';
    if (kind !== 'drop' && rate !== undefined) return `A ${kind} has no rate.`;
    return undefined;
  }

  #remove(id: string): ActiveFault | undefined {
    const running = this.#running.get(id);
    clearTimeout(running?.timer);
    this.#running.delete(id);
    return running?.fault;
  }

  #changed(fault: ActiveFault): void {
    for (const listener of this.#listeners) listener(fault);
  }
}
