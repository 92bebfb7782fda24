import type { Promised, ReadRecord } from '../history/history.ts';
import type { Facts } from './facts.ts';
import { HighWater } from './high-water.ts';
import type { Violation } from './violation.ts';

/**
 * A linearizable read sees all that was promised before it began. Any read that names a version sees all of it
 * up to that version.
 */
export function* staleReads({ history, promises, promisesOf }: Facts): Generator<Violation> {
  const told = new Map(
    [...Map.groupBy(promises, ({ key }) => key)].map(([key, all]) => [key, new HighWater<Promised>(all)]),
  );
  for (const read of history.reads) {
    if (read.outcome === 'failed') continue;
    const asked =
      read.minVersion === undefined
        ? undefined
        : lastUpTo(promisesOf(read.key), read.minVersion, read.startMs);
    if (asked !== undefined && asked.version > (read.version ?? 0)) yield stale(read, asked);
    if (read.consistency !== 'linearizable') continue;
    const before = told.get(read.key)?.before(read.startMs);
    if (before !== undefined && before.version > (read.version ?? 0)) yield stale(read, before);
  }
}

function stale(read: ReadRecord, promised: Promised): Violation {
  const found = read.outcome === 'absent' ? 'nothing' : `version ${read.version}`;
  const asked = read.minVersion === undefined ? '' : ` of at least version ${read.minVersion}`;
  return {
    rule: 'stale-read',
    message: `${read.key}: a ${read.consistency} read${asked} found ${found} on ${read.node}, after version ${promised.version} was promised`,
    evidence: [promised.by, read],
  };
}

function lastUpTo(promises: readonly Promised[], version: number, beforeMs: number): Promised | undefined {
  return promises.findLast(promise => promise.version <= version && promise.atMs < beforeMs);
}
