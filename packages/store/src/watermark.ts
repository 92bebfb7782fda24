import type { Version } from './version.ts';

/**
 * The highest version with nothing missing at or below it, while versions are issued in growing order and
 * arrive in any order.
 */
export class Watermark {
  // A Set keeps the order of insertion, and versions are issued in growing order: its first is the lowest.
  readonly #missing = new Set<Version>();
  #last: Version;

  /** @param last everything at or below it is there */
  constructor(last: Version) {
    this.#last = last;
  }

  /**
   * `version` exists now, and is missing. It must be higher than every version before it.
   *
   * @param last the last of several versions that arrive together
   */
  issue(version: Version, last = version): void {
    this.#missing.add(version);
    this.#last = last;
  }

  /** `version` is missing no longer. */
  arrive(version: Version): void {
    this.#missing.delete(version);
  }

  get value(): Version {
    for (const lowest of this.#missing) return lowest - 1;
    return this.#last;
  }
}
