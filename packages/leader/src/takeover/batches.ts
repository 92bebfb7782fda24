import { type Entry, NO_VERSION } from '@quorate/store';

/** Entries in version order, those of one batch together, as far as they are there. */
export function* batchesOf(entries: Iterable<Entry>): Generator<Entry[]> {
  let batch: Entry[] = [];
  let end = NO_VERSION;
  for (const entry of entries) {
    if (batch.length > 0 && entry.version > end) {
      yield batch;
      batch = [];
    }
    batch.push(entry);
    end = entry.batchEnd ?? entry.version;
  }
  if (batch.length > 0) yield batch;
}
