/** npm passes on a Ctrl-C that the terminal has already sent to the whole process group. */
const ECHO_MS = 1000;

export const INTERRUPTED = 130;

/**
 * A signal that aborts on SIGINT, SIGTERM or SIGHUP, so that whoever started servers can stop them. One more after that
 * ends the process at once; the servers then see their parent go and end too.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        firstAt = performance.now();
        controller.abort();
      } else if (performance.now() - firstAt > ECHO_MS) {
        process.exit(INTERRUPTED);
      }
    });
  }
  return controller.signal;
}
