import { type Version, Watermark } from '@quorate/store';
import type { Race } from '../write/race.ts';
import type { Batch } from './batch.ts';

/** What is on the wire, to be acked as one. */
export interface Shipment {
  readonly stint: Stint;
  /** No version below it is in the shipment. */
  readonly lowest: Version;
  /** The watermark that the follower may take with it. */
  readonly watermark: Version;
  readonly batches: readonly Batch[];
  /** A page of the store, rather than live writes: the follower holds all up to the watermark once it has it. */
  readonly isPage: boolean;
  /** Called on the ack. */
  readonly confirmations: readonly (() => void)[];
  readonly sentMs: number;
}

/**
 * One unbroken stretch of sending to one run of one follower: what it has, what it was told, and what is on
 * the wire. When the follower's position becomes uncertain a new stint begins, and answers to the old one can
 * no longer move it.
 */
export class Stint {
  /** The follower's run; '' before it is known. */
  readonly incarnation: string;
  readonly #onWire: Shipment[] = [];
  /** How far catch-up has read the store. */
  position: Version;
  #watermark: Version;
  #told: Version;
  #unsent: Watermark | undefined;

  constructor(incarnation: string, watermark: Version) {
    this.incarnation = incarnation;
    this.position = watermark;
    this.#watermark = watermark;
    this.#told = watermark;
  }

  /** The follower holds everything at or below it. */
  get watermark(): Version {
    return this.#watermark;
  }

  /** How many shipments are on the wire. */
  get inFlight(): number {
    return this.#onWire.length;
  }

  get lastSentMs(): number | undefined {
    return this.#onWire.at(-1)?.sentMs;
  }

  /** All is acked, but the follower was not told so with the last shipment. */
  get owesWatermark(): boolean {
    return this.#onWire.length === 0 && this.#told < this.#watermark;
  }

  /** Writes will be delayed each on its own, and so be sent out of order. */
  expectDisorder(lastOffered: Version): void {
    this.#unsent = new Watermark(lastOffered);
  }

  /** A write is delayed, and will be sent later. */
  delay({ firstVersion, version }: Pick<Race, 'firstVersion' | 'version'>): void {
    this.#unsent?.issue(firstVersion, version);
  }

  /** What the follower may take as its watermark, were `batches` the next shipment, and its lowest version. */
  next(
    batches: readonly Batch[],
    waiting: Batch | undefined,
    lastOffered: Version,
  ): { watermark: Version; lowest: Version } {
    let lowest = batches[0]?.lowest ?? lastOffered + 1;
    if (this.#unsent !== undefined) {
      for (const batch of batches) {
        this.#unsent.arrive(batch.lowest);
        lowest = Math.min(lowest, batch.lowest);
      }
    }
    return { lowest, watermark: this.#coveredBelow(waiting, lastOffered) };
  }

  send(shipment: Shipment): void {
    this.#onWire.push(shipment);
  }

  /** The shipment is no longer on the wire. */
  settle(shipment: Shipment): void {
    const index = this.#onWire.indexOf(shipment);
    if (index !== -1) this.#onWire.splice(index, 1);
  }

  /**
   * The follower has acked the shipment, which is settled.
   *
   * @param waiting the first batch in the queue
   */
  acked(shipment: Shipment, waiting: Batch | undefined, lastOffered: Version): void {
    this.#told = Math.max(this.#told, shipment.watermark);
    const covered = shipment.isPage ? shipment.watermark : this.#coveredBelow(waiting, lastOffered);
    this.#watermark = Math.max(this.#watermark, covered);
  }

  /** Nothing at or below it is delayed, queued or on the wire. */
  #coveredBelow(waiting: Batch | undefined, lastOffered: Version): Version {
    let covered = lastOffered;
    if (this.#unsent !== undefined) covered = this.#unsent.value;
    else if (waiting !== undefined) covered = waiting.lowest - 1;
    for (const { lowest } of this.#onWire) covered = Math.min(covered, lowest - 1);
    return covered;
  }
}
