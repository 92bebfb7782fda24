import type { Version } from './version.ts';

/**
 * An order-free hash of the keys and versions that stand. It is kept as entries come and go, each in or out by
 * one exclusive-or of its own hash, so that equal contents have equal digests however they came about. A
 * version is issued once, so it stands for its value; that the bytes are still those of the version is checked
 * by reading them (see `range.ts`).
 */
export class Digest {
  #high: number;
  #low: number;

  /** @param text a former digest's {@link toString} */
  constructor(text = '0000000000000000') {
    this.#high = Number.parseInt(text.slice(0, 8), 16);
    this.#low = Number.parseInt(text.slice(8), 16);
  }

  /** Puts an entry in, or takes out one that is in. */
  toggle(key: string, version: Version): void {
    let high = 0xdeadbeef ^ version;
    let low = 0x41c6ce57 ^ (version / 0x1_0000_0000);
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
    this.#high = (this.#high ^ mix(high, low)) >>> 0;
    this.#low = (this.#low ^ mix(low, high)) >>> 0;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return this.#high.toString(16).padStart(8, '0') + this.#low.toString(16).padStart(8, '0');
  }
}

/** Spreads every bit over the result: the finish of MurmurHash3 (Austin Appleby, public domain). */
function mix(a: number, b: number): number {
  let h = a ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
