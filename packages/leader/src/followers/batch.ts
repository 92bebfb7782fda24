import type { WriteOrigin } from '@quorate/protocol';
import type { Version } from '@quorate/store';
import type { Race } from '../write/race.ts';

/** One write on its way to the followers. */
export interface Outgoing {
  /** The last of its versions. */
  readonly version: Version;
  /** Its entries as JSON, separated by commas. */
  readonly encoded: string;
  readonly race: Race;
  /** Where its client calls it something. */
  readonly origin?: WriteOrigin | undefined;
}

/** Writes that go to every follower together, encoded once for all of them. */
export interface Batch {
  readonly writes: readonly Outgoing[];
  /** How many entries there are; a write may have several. */
  readonly count: number;
  /** No write of it has a lower version. */
  readonly lowest: Version;
  /** The entries as JSON, separated by commas. */
  readonly entries: Buffer;
  readonly origins: readonly WriteOrigin[];
}

/** @param writes at least one, in version order */
export function createBatch(writes: readonly Outgoing[]): Batch {
  const entries = Buffer.from(writes.map(write => write.encoded).join(','));
  const count = writes.reduce((sum, write) => sum + write.race.count, 0);
  const origins = writes.flatMap(({ origin }) => origin ?? []);
  return { writes, count, lowest: writes[0]!.race.firstVersion, entries, origins };
}
