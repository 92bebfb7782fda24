/** One `POST /write`, and what its client knows of it. Times are of one clock, in milliseconds. */
export interface WriteRecord {
  readonly op: 'write';
  readonly client: number;
  readonly node: string;
  readonly key: string;
  /** Written by this request alone, so that a value names its write. */
  readonly value: string;
  readonly quorum: number;
  readonly ifVersion?: number;
  readonly startMs: number;
  readonly endMs: number;
  /** `refused`: definitely not stored. `indeterminate`: stored or not, now or later. */
  readonly outcome: 'acked' | 'refused' | 'indeterminate';
  /** Where the answer told it. */
  readonly version?: number;
  readonly acks?: number;
  /** Status and code, or why there was none. */
  readonly answer: string;
}

export type Consistency = 'local' | 'committed' | 'linearizable';

/** One `GET /read`. */
export interface ReadRecord {
  readonly op: 'read';
  readonly client: number;
  readonly node: string;
  readonly key: string;
  readonly consistency: Consistency;
  readonly minVersion?: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly outcome: 'value' | 'absent' | 'failed';
  readonly value?: string;
  readonly version?: number;
  readonly committed?: boolean;
  readonly answer: string;
}

/** Every request of a run, in the order in which they ended. */
export interface History {
  readonly writes: readonly WriteRecord[];
  readonly reads: readonly ReadRecord[];
}

export interface DumpEntry {
  readonly key: string;
  readonly value: string;
  readonly version: number;
}

/** What one replica holds at the end. */
export interface Dump {
  readonly node: string;
  readonly entries: readonly DumpEntry[];
}

/** What clients were told "done", or read as committed: it must never be lost. */
export interface Promised {
  readonly key: string;
  readonly value: string;
  readonly version: number;
  /** When the client was told. */
  readonly atMs: number;
  readonly by: WriteRecord | ReadRecord;
}
