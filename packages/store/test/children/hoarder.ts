import { writeSync } from 'node:fs';
import { openDiskStore, StorageError } from '../../src/index.ts';

/**
 * Writes to the folder in its first argument until the disk refuses, several writes at a time; prints each
 * version that is called durable, `refused` in the end, and stays.
 */
const store = openDiskStore({ folder: process.argv[2]!, durability: 'sync' });
let version = 0;
let refused = false;

async function write(): Promise<void> {
  const mine = ++version;
  try {
    await store.apply([{ key: `key ${mine}`, version: mine, value: 'x'.repeat(100_000) }], mine).durable;
    writeSync(1, `${mine}\n`);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    refused = true;
  }
}

while (!refused) await Promise.all(Array.from({ length: 5 }, write));
writeSync(1, 'refused\n');
process.stdin.resume();
