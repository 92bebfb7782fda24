import type { Dump, History, Promised, WriteRecord } from '../history/history.ts';

/** A version that someone saw, and with what it stood. */
export interface Sighting {
  readonly key: string;
  readonly value: string;
  readonly version: number;
  /** When it had been seen; what is in a dump was seen at the very end. */
  readonly atMs: number;
  readonly by: object;
}

/** What follows from a history and the final dumps, in the shapes that the rules ask for. */
export interface Facts {
  readonly history: History;
  readonly dumps: readonly Dump[];
  readonly writeOf: ReadonlyMap<string, WriteRecord>;
  readonly sightings: readonly Sighting[];
  readonly promises: readonly Promised[];
  /** In version order. */
  readonly promisesOf: (key: string) => readonly Promised[];
  /** The version that a write was issued first, where anyone saw it. */
  readonly originOf: (value: string) => number | undefined;
}

export function gatherFacts(history: History, dumps: readonly Dump[]): Facts {
  const sightings = [...sightingsOf(history), ...sightingsIn(dumps)];
  const promises = promisesIn(history);
  const byKey = Map.groupBy(
    promises.toSorted((a, b) => a.version - b.version),
    ({ key }) => key,
  );
  const origins = new Map<string, number>();
  for (const { value, version } of sightings) {
    origins.set(value, Math.min(version, origins.get(value) ?? Number.POSITIVE_INFINITY));
  }
  // Its own answer names the version that the write was given; any other is a later issue of its content.
  for (const { value, version } of history.writes) if (version !== undefined) origins.set(value, version);
  return {
    history,
    dumps,
    writeOf: new Map(history.writes.map(write => [write.value, write])),
    sightings,
    promises,
    promisesOf: key => byKey.get(key) ?? [],
    originOf: value => origins.get(value),
  };
}

function* sightingsOf({ writes, reads }: History): Generator<Sighting> {
  for (const write of writes) {
    const { key, value, version, endMs } = write;
    if (version !== undefined) yield { key, value, version, atMs: endMs, by: write };
  }
  for (const read of reads) {
    const { key, value, version, endMs } = read;
    if (version !== undefined && value !== undefined) {
      yield { key, value, version, atMs: endMs, by: read };
    }
  }
}

function* sightingsIn(dumps: readonly Dump[]): Generator<Sighting> {
  for (const { node, entries } of dumps) {
    for (const entry of entries) {
      yield { ...entry, atMs: Number.POSITIVE_INFINITY, by: { dumpOf: node, ...entry } };
    }
  }
}

function promisesIn({ writes, reads }: History): Promised[] {
  const acked = writes.flatMap(write =>
    write.outcome === 'acked' && write.version !== undefined
      ? [{ key: write.key, value: write.value, version: write.version, atMs: write.endMs, by: write }]
      : [],
  );
  // What is read as committed must stay, just as if its writer had been told so.
  const read = reads.flatMap(read =>
    read.outcome === 'value' && (read.consistency !== 'local' || read.committed === true)
      ? [{ key: read.key, value: read.value!, version: read.version!, atMs: read.endMs, by: read }]
      : [],
  );
  return [...acked, ...read];
}
