import { epochBase, epochOf, nextVersion, type Version } from '@quorate/store';

/** Issues the versions of one epoch: 1, 2, 3, … above its base, none twice. */
export class VersionIssuer {
  #last: Version;

  constructor(epoch: number) {
    this.#last = epochBase(epoch);
  }

  /** The last version issued, or the epoch's base before the first. */
  get last(): Version {
    return this.#last;
  }

  /** The version that {@link issue} gives next; `undefined` when the epoch's counter is used up. */
  get next(): Version | undefined {
    return nextVersion(this.#last);
  }

  /** Whether there are so many more. */
  has(count: number): boolean {
    return epochOf(this.#last + count) === epochOf(this.#last);
  }

  /** Takes all versions up to `version`. */
  issue(version: Version): void {
    this.#last = version;
  }
}
