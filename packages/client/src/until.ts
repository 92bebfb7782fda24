/** Waits for a promise that goes on for others, no longer than until `signal` aborts. */
export async function untilDone(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  await Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}

/** A signal that aborts after `ms` milliseconds, unless it was cleared: then it leaves nothing behind. */
export interface Timer {
  readonly signal: AbortSignal;
  clear(): void;
}

export function startTimer(ms: number): Timer {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
