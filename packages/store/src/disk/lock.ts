import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../store.ts';

/**
 * Claims a folder for this process; a second node on the same data would undo the first one's work.
 *
 * @returns gives the folder back
 * @throws StorageError when a process that runs has it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(readFileSync(path, 'utf8'));
    if (owner !== process.pid && isRunning(owner)) {
      throw new StorageError(
        `The data folder ${folder} is in use by process ${owner}. Stop that node, or give this one another DATA_DIR; ` +
          `if that process is no Quorate node, remove the file ${path}.`,
      );
    }
    // Left behind by a process that was killed.
    writeFileSync(path, String(process.pid));
  }
  return () => rmSync(path, { force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
