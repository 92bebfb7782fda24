import type { Version } from '@quorate/store';
import type { Race } from '../write/race.ts';

/** One write on its way to the followers. */
export interface Outgoing {
  readonly version: Version;
  /** The entry as JSON. */
  readonly encoded: string;
  readonly race: Race;
}

/** Writes that go to every follower together, encoded once for all of them. */
export interface Batch {
  readonly writes: readonly Outgoing[];
  /** No write of it has a lower version. */
  readonly lowest: Version;
  /** The entries as JSON, separated by commas. */
  readonly entries: Buffer;
}

/** @param writes at least one, in version order */
export function createBatch(writes: readonly Outgoing[]): Batch {
  const entries = Buffer.from(writes.map(write => write.encoded).join(','));
  return { writes, lowest: writes[0]!.version, entries };
}
