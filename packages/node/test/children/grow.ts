import { setImmediate } from 'node:timers/promises';
import { oldHeapLimitBytes, oldHeapUsedBytes } from '../../src/http/heap.ts';

// Grows the old heap, as entries that are kept do, until 90% of it are used: says so, unless the process dies before.
// In pieces: one long array would be copied whole each time it is full, into more than the guard leaves free.
const kept: unknown[][] = [];
const limit = 0.9 * oldHeapLimitBytes(process.execArgv);
while (oldHeapUsedBytes() < limit) {
  kept.push(Array.from({ length: 2_000 }, (_, i) => ({ i, text: `text ${i}` })));
  await setImmediate();
}
console.log('noticed');
