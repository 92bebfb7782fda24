import { readFileSync, writeSync } from 'node:fs';
import { openDiskStore } from '../../src/index.ts';
import { play, type Step } from './steps.ts';

/** Plays the steps in the file of its second argument on the folder in its first; says when each is done, and stays. */
const [, , folder = '', steps = ''] = process.argv;
let store = openDiskStore({ folder, durability: 'sync' });
for (const [i, step] of (JSON.parse(readFileSync(steps, 'utf8')) as Step[]).entries()) {
  store = await play(store, folder, step);
  writeSync(1, `${i + 1}\n`);
}
process.stdin.resume();
