import type { Consistency, ReadRecord, WriteRecord } from '../history/history.ts';
import type { Random } from '../random.ts';
import { ask } from './answer.ts';
import { judgeRead, judgeWrite } from './judge.ts';

/** A node as a client knows it. */
export interface Target {
  readonly id: string;
  readonly url: string;
}

/** Where requests go; it changes during a run. */
export interface Targets {
  /** Nodes that take writes, or think so. */
  readonly leaders: readonly Target[];
  readonly followers: readonly Target[];
}

/** No request waits longer for its answer, in milliseconds. */
const REQUEST_TIMEOUT_MS = 5_000;
const LEVELS: readonly Consistency[] = ['local', 'committed', 'linearizable'];

/** One client: it does one thing after another, and remembers the versions that it saw. */
export class Client {
  readonly #number: number;
  readonly #random: Random;
  readonly #keys: readonly string[];
  readonly #targets: Targets;
  readonly #versions = new Map<string, number>();
  #lastAcked: { readonly key: string; readonly version: number } | undefined;
  #writes = 0;

  constructor(number: number, random: Random, keys: readonly string[], targets: Targets) {
    this.#number = number;
    this.#random = random;
    this.#keys = keys;
    this.#targets = targets;
  }

  request(): Promise<WriteRecord | ReadRecord> {
    return this.#random.chance(0.6) ? this.#write() : this.#read();
  }

  async #write(): Promise<WriteRecord> {
    const random = this.#random;
    const { leaders, followers } = this.#targets;
    // A write sent to a follower by mistake must be refused, and leave no trace.
    const target = random.chance(0.02) ? random.pick(followers) : random.pick(leaders);
    const key = random.pick(this.#keys);
    const value = `${this.#number}-${++this.#writes}-${'x'.repeat(random.integer(0, 200))}`;
    const quorum = random.integer(1, followers.length);
    const ifVersion = random.chance(0.3) ? { ifVersion: this.#versions.get(key) ?? 0 } : {};
    const startMs = performance.now();
    const body = { key, value, quorum, timeoutMs: random.integer(300, 3_000), ...ifVersion };
    const verdict = judgeWrite(await ask(`${target.url}/write`, REQUEST_TIMEOUT_MS, body));
    const endMs = performance.now();
    if (verdict.outcome === 'acked') {
      this.#versions.set(key, verdict.version!);
      this.#lastAcked = { key, version: verdict.version! };
    }
    return {
      op: 'write',
      client: this.#number,
      node: target.id,
      key,
      value,
      quorum,
      ...ifVersion,
      startMs,
      endMs,
      ...verdict,
    };
  }

  async #read(): Promise<ReadRecord> {
    const random = this.#random;
    const { leaders, followers } = this.#targets;
    const onLeader = random.chance(0.5);
    const target = random.pick(onLeader ? leaders : followers);
    const consistency = onLeader ? random.pick(LEVELS) : 'local';
    const own = random.chance(0.5) ? this.#lastAcked : undefined;
    const key = own !== undefined && random.chance(0.7) ? own.key : random.pick(this.#keys);
    const minVersion = own === undefined ? {} : { minVersion: own.version };
    const query = new URLSearchParams({ key, consistency });
    if (own !== undefined) query.set('minVersion', String(own.version));
    const startMs = performance.now();
    const verdict = judgeRead(await ask(`${target.url}/read?${query}`, REQUEST_TIMEOUT_MS));
    const endMs = performance.now();
    if (verdict.version !== undefined) this.#versions.set(key, verdict.version);
    return {
      op: 'read',
      client: this.#number,
      node: target.id,
      key,
      consistency,
      ...minVersion,
      startMs,
      endMs,
      ...verdict,
    };
  }
}
