import { setTimeout as sleep } from 'node:timers/promises';
import type { Pace, Turn } from './pace.ts';

/** One worker of a lane, with connections of its own. */
export interface Worker {
  /** Connects, so that the first request need not. A node that is away is no error: requests will see it. */
  open(): Promise<void>;
  /** Resolves once the request is over, whatever became of it. */
  serve(turn: Turn): Promise<void>;
  close(): void;
}

/**
 * Serves what is due until the pace ends. No more is under way at once than there are workers; what is due while all
 * are busy waits. Rejects when `signal` aborts.
 */
export async function driveLane(workers: readonly Worker[], pace: Pace, signal: AbortSignal): Promise<void> {
  const closeAll = () => {
    for (const worker of workers) worker.close();
  };
  signal.addEventListener('abort', closeAll, { once: true });
  try {
    await Promise.all(workers.map(worker => worker.open()));
    await Promise.all(workers.map(worker => work(worker, pace, signal)));
  } finally {
    signal.removeEventListener('abort', closeAll);
    closeAll();
  }
}

async function work(worker: Worker, pace: Pace, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const turn = pace.take(performance.now());
    if (turn === null) return;
    const early = turn.dueMs - performance.now();
    if (early > 0) await sleep(early, undefined, { signal });
    await worker.serve(turn);
  }
}
