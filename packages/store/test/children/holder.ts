import { openDiskStore } from '../../src/index.ts';

/** Opens the store in its first argument and keeps it until its parent lets go. */
openDiskStore({ folder: process.argv[2]!, durability: 'sync' });
process.stdout.write('open\n');
process.stdin.on('end', () => process.exit()).resume();
