import { spawn } from 'node:child_process';

/** Waits for the end of its input, and then thaws the process that it was named. */
const SCRIPT = 'read _; kill -CONT "$0"';

/**
 * Freezes a process, and returns how to thaw it. A frozen node cannot see that its parent is gone, so a helper
 * outside thaws it in any case: when this process ends, however it does, the helper's input ends too.
 */
export function freeze(pid: number): () => void {
  const helper = spawn('/bin/sh', ['-c', SCRIPT, String(pid)], {
    // A group of its own: Ctrl-C must not end it before its work is done.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  helper.stdin.on('error', () => {});
  process.kill(pid, 'SIGSTOP');
  return () => {
    helper.stdin.end();
    process.kill(pid, 'SIGCONT');
  };
}
