import type { Dump, History, ReadRecord, WriteRecord } from '../src/history/history.ts';

/** A write that was acked at once; its version is its start time as well, unless told otherwise. */
export function write(version: number, more: Partial<WriteRecord> = {}): WriteRecord {
  return {
    op: 'write',
    client: 0,
    node: 'leader',
    key: 'k',
    value: `v${version}`,
    quorum: 3,
    startMs: version * 10,
    endMs: version * 10 + 5,
    outcome: 'acked',
    version,
    acks: 3,
    answer: '200',
    ...more,
  };
}

/** A write of which nothing was told. */
export function lostWrite(value: string, more: Partial<WriteRecord> = {}): WriteRecord {
  const { version: _version, acks: _acks, ...rest } = write(1);
  return { ...rest, value, outcome: 'indeterminate', answer: 'none: timeout', ...more };
}

/** A read that began at `startMs` and found `version` with the value that {@link write} gives it. */
export function read(startMs: number, version: number, more: Partial<ReadRecord> = {}): ReadRecord {
  return {
    op: 'read',
    client: 0,
    node: 'leader',
    key: 'k',
    consistency: 'local',
    startMs,
    endMs: startMs + 5,
    outcome: 'value',
    version,
    value: `v${version}`,
    answer: '200',
    ...more,
  };
}

/** A read that found nothing. */
export function absentRead(startMs: number, more: Partial<ReadRecord> = {}): ReadRecord {
  const { version: _version, value: _value, ...rest } = read(startMs, 1);
  return { ...rest, outcome: 'absent', answer: '404 KEY_NOT_FOUND', ...more };
}

export function history(...requests: readonly (WriteRecord | ReadRecord)[]): History {
  return {
    writes: requests.filter(request => request.op === 'write'),
    reads: requests.filter(request => request.op === 'read'),
  };
}

/** Replicas that all hold these versions of `k`'s kind: a key, a version and perhaps another value than its own. */
export function dumps(
  ...entries: readonly (readonly [key: string, version: number, value?: string])[]
): Dump[] {
  return ['leader', 'follower-1'].map(node => ({
    node,
    entries: entries.map(([key, version, value = `v${version}`]) => ({ key, version, value })),
  }));
}
