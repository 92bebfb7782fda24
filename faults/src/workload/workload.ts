import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorder } from '../history/recorder.ts';
import { Random } from '../random.ts';
import { Client, type Targets } from './client.ts';

export interface WorkloadOptions {
  readonly seed: number;
  readonly clients: number;
  readonly keys: number;
  /** Requests a second of all clients together, at most. */
  readonly ratePerSecond: number;
  readonly targets: Targets;
  readonly recorder: Recorder;
}

/** Clients that read and write until they are stopped, at a bounded rate. */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #stopping = new AbortController();
  readonly #running: Promise<unknown>;

  constructor(options: WorkloadOptions) {
    this.#options = options;
    const keys = Array.from({ length: options.keys }, (_, i) => `key-${i}`);
    this.#running = Promise.all(Array.from({ length: options.clients }, (_, i) => this.#run(i, keys)));
  }

  /** Resolves when every request has been answered or given up. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(number: number, keys: readonly string[]): Promise<void> {
    const { seed, clients, ratePerSecond, targets, recorder } = this.#options;
    const { signal } = this.#stopping;
    const random = new Random(seed * 1_000 + number);
    const client = new Client(number, random, keys, targets);
    const pauseMs = (1_000 * clients) / ratePerSecond;
    while (!signal.aborted) {
      recorder.record(await client.request());
      await sleep(random.next() * 2 * pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}
