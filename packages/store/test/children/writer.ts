import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { openDiskStore } from '../../src/index.ts';
import { batchEnds, entryOf } from './writes.ts';

/** Writes batches to the folder in its first argument until it is killed; prints each version that is durable. */
const store = openDiskStore({ folder: process.argv[2]!, durability: 'sync' });
let version = store.lastVersion;
let inFlight = 0;
for (const end of batchEnds()) {
  if (end <= version) continue;
  const batch = [];
  while (version < end) batch.push(entryOf(++version));
  inFlight++;
  void store.apply(batch, end).durable?.then(() => {
    inFlight--;
    // At once and not through a stream: a line that is lost would make the check weaker.
    writeSync(1, `${end}\n`);
  });
  do await turn();
  while (inFlight > 20);
}
