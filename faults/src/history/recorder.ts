import type { History, ReadRecord, WriteRecord } from './history.ts';

/** Keeps every request and its answer. */
export class Recorder implements History {
  readonly writes: WriteRecord[] = [];
  readonly reads: ReadRecord[] = [];

  record(request: WriteRecord | ReadRecord): void {
    if (request.op === 'write') this.writes.push(request);
    else this.reads.push(request);
  }
}
