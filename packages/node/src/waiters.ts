interface Waiter {
  readonly until: () => boolean;
  readonly resolve: (met: boolean) => void;
  readonly timer: NodeJS.Timeout;
}

/** Readers that wait for the replica to reach a state; bounded in number and time. */
export class Waiters {
  readonly #max: number;
  readonly #timeoutMs: number;
  readonly #waiting = new Set<Waiter>();

  constructor(max: number, timeoutMs: number) {
    this.#max = max;
    this.#timeoutMs = timeoutMs;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Resolves to true when `until` holds, or to false when it does not in time or too many wait already. */
  wait(until: () => boolean): Promise<boolean> {
    if (until()) return Promise.resolve(true);
    if (this.#waiting.size >= this.#max) return Promise.resolve(false);
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        resolve(false);
      }, this.#timeoutMs);
      const waiter = { until, resolve, timer };
      this.#waiting.add(waiter);
    });
  }

  /** Something changed. Costs nothing while nobody waits. */
  notify(): void {
    for (const waiter of this.#waiting) {
      if (!waiter.until()) continue;
      this.#waiting.delete(waiter);
      clearTimeout(waiter.timer);
      waiter.resolve(true);
    }
  }
}
