import { type Entry, isTombstone } from '@quorate/store';

/** Keys that expire within the same stretch of time are kept together: so many milliseconds. */
const BUCKET_MS = 100;

/**
 * Which keys are to be deleted when: one item for each key that has an expiry now, whatever was written to it
 * before. A wheel of buckets, as in Varghese and Lauck's timing wheels, so that each write costs the same.
 */
export class ExpiryIndex {
  readonly #bucketOf = new Map<string, number>();
  readonly #buckets = new Map<number, Set<string>>();
  #next: number;

  /** @param nowMs Unix milliseconds */
  constructor(nowMs: number) {
    this.#next = Math.floor(nowMs / BUCKET_MS);
  }

  /** How many keys will expire. */
  get size(): number {
    return this.#bucketOf.size;
  }

  /** The entry stands for its key now. */
  note(entry: Entry): void {
    const expiresAtMs = isTombstone(entry) ? undefined : entry.expiresAtMs;
    if (expiresAtMs === undefined) {
      if (this.#bucketOf.size > 0) this.#forget(entry.key);
    } else this.noteExpiry(entry.key, expiresAtMs);
  }

  noteExpiry(key: string, expiresAtMs: number): void {
    this.#forget(key);
    // Due at the end of its bucket, so that nothing goes early; what is overdue goes with the next one.
    const bucket = Math.max(Math.floor(expiresAtMs / BUCKET_MS) + 1, this.#next);
    const keys = this.#buckets.get(bucket);
    if (keys === undefined) this.#buckets.set(bucket, new Set([key]));
    else keys.add(key);
    this.#bucketOf.set(key, bucket);
  }

  /** Takes at most `limit` of the keys that are due, the earliest first as far as buckets tell. */
  takeDue(nowMs: number, limit: number): string[] {
    const due: string[] = [];
    const last = Math.floor(nowMs / BUCKET_MS);
    // The clock was set back: what is noted from now on is due by the clock as it is.
    if (last < this.#next) this.#next = last;
    for (const bucket of this.#bucketsUpTo(last)) {
      this.#next = bucket;
      for (const key of this.#buckets.get(bucket) ?? []) {
        if (due.length === limit) return due;
        due.push(key);
        this.#forget(key);
      }
    }
    this.#next = last + 1;
    return due;
  }

  /** Those that are next, in order. After a jump of the clock there are fewer buckets than steps of time. */
  #bucketsUpTo(last: number): Iterable<number> {
    const steps = last - this.#next + 1;
    if (steps > this.#buckets.size)
      return [...this.#buckets.keys()].filter(bucket => bucket <= last).toSorted((a, b) => a - b);
    return Array.from({ length: Math.max(0, steps) }, (_, i) => this.#next + i);
  }

  #forget(key: string): void {
    const bucket = this.#bucketOf.get(key);
    if (bucket === undefined) return;
    this.#bucketOf.delete(key);
    const keys = this.#buckets.get(bucket);
    keys?.delete(key);
    if (keys?.size === 0) this.#buckets.delete(bucket);
  }
}
