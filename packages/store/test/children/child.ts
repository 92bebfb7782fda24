import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Test } from 'tap';

export interface Child {
  readonly pid: number;
  readonly lines: Interface;
  /** Kills it as `kill -9` does, and resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** Runs a TypeScript file in a process of its own, which ends with the test at the latest. */
export function startChild(t: Test, file: URL, ...args: string[]): Child {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--conditions=@quorate/source', file.pathname, ...args],
    // Without tap's own options, which the child has no use for.
    { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } },
  );
  const gone = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  t.teardown(kill);
  return { pid: child.pid!, lines: createInterface({ input: child.stdout }), kill };
}
