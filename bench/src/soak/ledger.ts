import { writerOf } from './mixture.ts';

/** One line of a dump. */
export interface Standing {
  readonly version: number;
  readonly value: unknown;
}

/** What a write does to its keys. */
interface Written {
  readonly id: number;
  readonly keys: readonly string[];
  readonly deletes: boolean;
}

interface Acked {
  readonly version: number;
  readonly id: number;
  readonly deletes: boolean;
}

/**
 * Remembers for each key the newest write that was acknowledged, and those whose fate is not known: they may stand
 * instead, if their version is the higher one. It holds no more than the keys, and a few writes for each fault.
 */
export class SoakLedger {
  readonly #acked = new Map<string, Acked>();
  readonly #doubtful = new Map<string, Written[]>();

  /** Keys take consecutive versions, in their order. */
  acknowledge({ id, keys, deletes }: Written, firstVersion: number): void {
    for (const [place, key] of keys.entries()) {
      const version = firstVersion + place;
      if (version > (this.#acked.get(key)?.version ?? 0)) this.#acked.set(key, { version, id, deletes });
    }
  }

  /** The write may have been stored, or may be yet. */
  doubt(write: Written): void {
    for (const key of write.keys) {
      const doubtful = this.#doubtful.get(key) ?? [];
      if (!doubtful.some(({ id }) => id === write.id)) this.#doubtful.set(key, [...doubtful, write]);
    }
  }

  get keys(): number {
    return this.#acked.size;
  }

  /** The version that a read of this key must see; 0: none was acknowledged. */
  versionOf(key: string): number {
    return this.#acked.get(key)?.version ?? 0;
  }

  /** Keys on which neither the newest acknowledged write stands nor a newer one in doubt. */
  lost(dump: ReadonlyMap<string, Standing>): string[] {
    return [...this.#acked]
      .filter(([key, acked]) => !this.#stands(key, acked, dump.get(key)))
      .map(([key]) => key);
  }

  #stands(key: string, acked: Acked, standing: Standing | undefined): boolean {
    const doubtful = this.#doubtful.get(key) ?? [];
    // A dump does not show the version of a deletion.
    if (standing === undefined) return acked.deletes || doubtful.some(({ deletes }) => deletes);
    const writer = writerOf(standing.value);
    if (standing.version === acked.version) return !acked.deletes && writer === acked.id;
    return standing.version > acked.version && doubtful.some(({ id, deletes }) => id === writer && !deletes);
  }
}
