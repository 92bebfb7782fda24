/** npm passes on a Ctrl-C that the terminal has already sent to the whole process group. */
const ECHO_MS = 1_000;

export const INTERRUPTED = 130;

/** Aborts on SIGINT or SIGTERM. One more after that ends the process at once; the nodes then end too. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        firstAt = performance.now();
        controller.abort();
      } else if (performance.now() - firstAt > ECHO_MS) process.exit(INTERRUPTED);
    });
  }
  return controller.signal;
}
