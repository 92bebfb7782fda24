import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, QuorateClientError } from '@quorate/client';

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  readonly quorum: number | undefined;
  readonly signal: AbortSignal;
  /** Called after each write. */
  readonly onTick: (writes: number) => void;
}

export interface Measured {
  readonly writes: number;
  readonly seconds: number;
  readonly writesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How often each code came. */
  readonly errors: Readonly<Record<string, number>>;
}

const PREFIX = 'quorate-bench/';
const KEYS_PER_CONNECTION = 64;
/** As many as one batch deletes. */
const BATCH = 1_000;
const VALUE = 'x'.repeat(100);
/** After an error, so that a cluster that refuses everything at once is not asked in a tight loop. */
const PAUSE_MS = 50;

/** A closed loop: each connection sends its next write when the last one was answered. What it wrote is deleted. */
export async function load(client: Pick<Client, 'put' | 'batch'>, options: LoadOptions): Promise<Measured> {
  const { seconds, connections, quorum, signal, onTick } = options;
  const run = randomUUID().slice(0, 8);
  const keys = new Set<string>();
  const latenciesMs: number[] = [];
  const errors: Record<string, number> = {};
  const begin = performance.now();
  const end = begin + seconds * 1_000;

  async function connection(own: number): Promise<void> {
    for (let i = 0; performance.now() < end && !signal.aborted; i++) {
      const key = `${PREFIX}${run}/${own}/${i % KEYS_PER_CONNECTION}`;
      keys.add(key);
      const sentMs = performance.now();
      try {
        // A second sending would be one more write, and is counted as an error instead.
        await client.put(key, VALUE, { quorum, idempotencyKey: null });
        latenciesMs.push(performance.now() - sentMs);
        onTick(latenciesMs.length);
      } catch (error) {
        if (!(error instanceof QuorateClientError) || error.code === 'QUORUM_TOO_LARGE') throw error;
        errors[error.code] = (errors[error.code] ?? 0) + 1;
        await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  // Every write is waited for, so that none arrives after its key was deleted.
  const ends = await Promise.allSettled(Array.from({ length: connections }, (_, own) => connection(own)));
  const tookMs = performance.now() - begin;
  await removeAll(client, [...keys]);
  for (const one of ends) if (one.status === 'rejected') throw one.reason;
  signal.throwIfAborted();
  latenciesMs.sort((a, b) => a - b);
  const writes = latenciesMs.length;
  return {
    writes,
    seconds: tookMs / 1_000,
    writesPerSecond: writes / (tookMs / 1_000),
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    errors,
  };
}

/** After Ctrl-C too: what was written must not stay. */
async function removeAll(client: Pick<Client, 'batch'>, keys: readonly string[]): Promise<void> {
  for (let i = 0; i < keys.length; i += BATCH) {
    await client.batch(keys.slice(i, i + BATCH).map(key => ({ key, delete: true })));
  }
}

/** @param sorted ascending; 0 for none */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)] ?? 0;
}
