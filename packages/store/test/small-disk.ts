import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  /** Takes all the space that is left, but for so many bytes. */
  readonly fill: (leave?: number) => void;
  /** Gives back what {@link fill} took. */
  readonly free: () => void;
  /** At once, even where a process that ends has something open there. */
  readonly unmount: () => void;
}

export const NO_SMALL_DISK = 'needs root and mount, to make a small disk';

/**
 * Mounts a file system of a few megabytes in a folder.
 *
 * @returns `undefined` where that is not allowed: the test is to be skipped then, with {@link NO_SMALL_DISK}
 */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'quorate-test', path);
  } catch {
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: (leave = 0) => {
      const file = openSync(filler, 'a');
      try {
        for (let left = room(path) - leave; left > 0; left = room(path) - leave)
          writeSync(file, Buffer.alloc(Math.min(left, 1 << 20)));
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => run('umount', '-l', path),
  };
}

function room(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

function run(command: 'mount' | 'umount', ...args: string[]): void {
  execFileSync(command, args, { stdio: 'ignore' });
}
