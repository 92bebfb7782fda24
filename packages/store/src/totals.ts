import { Digest } from './digest.ts';
import { isReserved } from './entry.ts';
import type { Standing } from './record.ts';
import { NO_VERSION, type Version } from './version.ts';

/** What is known of all entries together. */
export interface TotalsRecord {
  /** The highest version ever applied. */
  readonly lastVersion: Version;
  /** Keys that have a value, without Quorate's own. */
  readonly liveKeys: number;
  /** See {@link Digest}. */
  readonly digest: string;
}

/** Keeps the totals as entries come and go. */
export class Totals implements TotalsRecord {
  readonly #digest: Digest;
  #lastVersion: Version;
  #liveKeys: number;

  /** @param record where to go on from; nothing if absent */
  constructor(record?: TotalsRecord) {
    this.#digest = new Digest(record?.digest);
    this.#lastVersion = record?.lastVersion ?? NO_VERSION;
    this.#liveKeys = record?.liveKeys ?? 0;
  }

  get lastVersion(): Version {
    return this.#lastVersion;
  }

  get liveKeys(): number {
    return this.#liveKeys;
  }

  get digest(): string {
    return this.#digest.toString();
  }

  /** One entry of the key takes another's place; `undefined` stands for none. */
  replace(key: string, before: Standing | undefined, after: Standing | undefined): void {
    if (before !== undefined) this.#digest.toggle(key, before.version);
    if (after !== undefined) this.#digest.toggle(key, after.version);
    if (after !== undefined && after.version > this.#lastVersion) this.#lastVersion = after.version;
    const change = Number(after?.live === true) - Number(before?.live === true);
    if (change !== 0 && !isReserved(key)) this.#liveKeys += change;
  }

  /** A copy that goes its own way. */
  copy(): Totals {
    return new Totals(this);
  }

  toJSON(): TotalsRecord {
    const { lastVersion, liveKeys, digest } = this;
    return { lastVersion, liveKeys, digest };
  }
}
