import { setImmediate } from 'node:timers/promises';
import { oldHeapLimitBytes, oldHeapUsedBytes } from '../../src/http/heap.ts';

// Grows the old heap, as entries that are kept do, until 90% of it are used: says so, unless the process dies before.
const kept: unknown[] = [];
const limit = 0.9 * oldHeapLimitBytes(process.execArgv);
while (oldHeapUsedBytes() < limit) {
  for (let i = 0; i < 2_000; i++) kept.push({ i, text: `text ${i}` });
  await setImmediate();
}
console.log('noticed');
