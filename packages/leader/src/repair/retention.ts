import { NO_VERSION, type Version } from '@quorate/store';

/**
 * How far tombstones may go: as far as every follower had come so long ago. Until then they tell a reader of
 * changes, who comes back after a while, what was deleted.
 */
export class Retention {
  readonly #retentionMs: number;
  #through: Version = NO_VERSION;
  readonly #marks: { readonly atMs: number; readonly heldByAll: Version }[] = [];

  constructor(retentionMs: number) {
    this.#retentionMs = retentionMs;
  }

  /** Notes what all followers hold now. Returns up to which version tombstones may go. */
  advance(nowMs: number, heldByAll: Version): Version {
    const last = this.#marks.at(-1);
    // A few marks tell enough: what goes is late by a tenth at most.
    if (last === undefined || nowMs - last.atMs >= this.#retentionMs / 10) {
      if (last?.heldByAll !== heldByAll) this.#marks.push({ atMs: nowMs, heldByAll });
    }
    while (this.#marks[0] !== undefined && nowMs - this.#marks[0].atMs >= this.#retentionMs)
      this.#through = Math.max(this.#through, this.#marks.shift()!.heldByAll);
    // Followers may fall back; what one of them lacks now stays.
    return Math.min(this.#through, heldByAll);
  }
}
