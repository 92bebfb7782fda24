import type { Version } from '@quorate/store';
import { quorumWatermark } from './quorum.ts';
import type { Race } from './race.ts';

export interface LedgerOptions {
  readonly followers: number;
  /** The cluster's write quorum: that many acks commit a write, whatever it asked for itself. */
  readonly writeQuorum: number;
  /** Most races that are remembered after their client was answered. */
  readonly maxSettled: number;
  /** Told of each ack: whose, which one of its race it was, and after how many milliseconds. */
  readonly onAck?: (follower: number, place: number, afterMs: number, nowMs: number) => void;
}

/**
 * The races of one leadership that not every follower has acked yet, in version order, and from them and the
 * followers' watermarks what is committed. A race that all followers have acked is forgotten: the watermarks
 * tell as much. So its size is bounded by the writes in flight and `maxSettled`.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #races = new Map<Version, Race>();
  /** Acked by all, while something below them is not: the watermarks do not tell of them yet. */
  readonly #ahead = new Set<Version>();
  readonly #watermarks: Version[];
  #committedThrough: Version = 0;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#watermarks = new Array(options.followers).fill(0);
  }

  get size(): number {
    return this.#races.size;
  }

  add(race: Race): void {
    for (let version = race.firstVersion; version <= race.version; version++) this.#races.set(version, race);
    while (this.#races.size > this.#options.maxSettled && this.#forgetOldest());
  }

  get(version: Version): Race | undefined {
    return this.#races.get(version);
  }

  ack(race: Race, follower: number, nowMs: number): void {
    if (!race.ack(follower, nowMs)) return;
    this.#options.onAck?.(follower, race.acks, nowMs - race.startedMs, nowMs);
    if (race.acks < this.#options.followers) return;
    for (let version = race.firstVersion; version <= race.version; version++) {
      if (this.#races.delete(version) && version > this.#committedThrough) this.#ahead.add(version);
    }
  }

  /** How many followers have acked a version of this leadership, or are past it. */
  acks(version: Version): number {
    const past = this.#watermarks.filter(watermark => watermark >= version).length;
    const race = this.#races.get(version);
    if (race !== undefined) return Math.max(race.acks, past);
    return this.#ahead.has(version) ? this.#options.followers : past;
  }

  /** The follower holds everything at or below `version`: an ack for each race up to there. */
  ackThrough(version: Version, follower: number, nowMs: number): void {
    for (const race of this.#races.values()) {
      if (race.version > version) break;
      this.ack(race, follower, nowMs);
    }
  }

  /** The follower's watermark; it may fall back when a follower lost its disk. What is committed stays so. */
  setWatermark(follower: number, version: Version): void {
    if (this.#watermarks[follower] === version) return;
    this.#watermarks[follower] = version;
    const through = quorumWatermark(this.#watermarks, this.#options.writeQuorum);
    if (through <= this.#committedThrough) return;
    this.#committedThrough = through;
    for (const ahead of this.#ahead) if (ahead <= through) this.#ahead.delete(ahead);
  }

  /** Every follower holds everything at or below it. */
  get heldByAll(): Version {
    return Math.min(...this.#watermarks);
  }

  /** Everything at or below it is committed. Some writes above it may be, too: see {@link isCommitted}. */
  get committedThrough(): Version {
    return this.#committedThrough;
  }

  isCommitted(version: Version): boolean {
    if (version <= this.#committedThrough || this.#ahead.has(version)) return true;
    return (this.#races.get(version)?.acks ?? 0) >= this.#options.writeQuorum;
  }

  /** @returns whether there was one that nobody waits for */
  #forgetOldest(): boolean {
    for (const race of this.#races.values()) {
      if (race.open) continue;
      for (let version = race.firstVersion; version <= race.version; version++) this.#races.delete(version);
      return true;
    }
    return false;
  }
}
