import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all files in a folder, which has no folders of its own. A file that goes meanwhile counts nothing. */
export async function filesBytes(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async name => {
    try {
      return (await stat(join(folder, name))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
