import type { Cluster } from '@quorate/cluster';
import { Pool } from 'undici';
import type { LatencySummary } from '../measure/latency.ts';
import { type Failures, Recorder } from '../measure/recorder.ts';
import { checkReplicas, type ReplicaCheck, waitUntilLevel } from '../measure/replicas.ts';
import { type Delays, quorumTheory, type Theory } from './theory.ts';
import { warmUpRounds } from './warm-up.ts';

/** How long a write and the slowest follower may take beyond the simulated delay. */
const GRACE_MS = 10_000;

export interface SweepOptions extends Delays {
  /** For each quorum, all sent at once. */
  readonly writes: number;
  readonly seed: number;
  readonly durability: 'sync' | 'async' | 'memory';
}

export interface QuorumResult {
  readonly quorum: number;
  /** Of the writes that succeeded, as the client saw them. */
  readonly latency: LatencySummary;
  readonly successRate: number;
  readonly failures: Failures;
  readonly theory: Theory;
  /** From the last reply until every follower was level with the leader; null: not within the limit. */
  readonly levelMs: number | null;
  readonly replicas: ReplicaCheck;
}

export interface SweepHooks {
  onWarmUp(): void;
  onQuorum(quorum: number): void;
  onWrite(): void;
}

/** Measures each quorum in turn, and after each waits until all replicas are level and compares them. */
export async function runSweep(
  cluster: Cluster,
  options: SweepOptions,
  signal: AbortSignal,
  hooks: SweepHooks,
): Promise<QuorumResult[]> {
  const pool = new Pool(cluster.leader.url, { connections: options.writes, pipelining: 1 });
  const results: QuorumResult[] = [];
  const acked = new Map<string, number>();

  /** All clients at once, each `rounds` times in a row. */
  async function writes(
    { quorum, prefix, rounds }: { quorum: number; prefix: string; rounds: number },
    recorder: Recorder,
    onWrite?: () => void,
  ): Promise<void> {
    const clients = Array.from({ length: options.writes }, async (_, i) => {
      const key = `${prefix}/write-${i}`;
      for (let round = 0; round < rounds; round++) {
        const version = await write(pool, { key, quorum, maxDelayMs: options.maxDelayMs }, recorder, signal);
        if (version !== null) acked.set(key, version);
        onWrite?.();
      }
    });
    await Promise.all(clients);
  }

  const level = () => waitUntilLevel(cluster.leader.url, options.maxDelayMs + GRACE_MS, signal);

  try {
    hooks.onWarmUp();
    await writes({ quorum: 1, prefix: 'warm-up', rounds: warmUpRounds(options) }, new Recorder());
    await level();
    for (let quorum = 1; quorum <= options.followers; quorum++) {
      hooks.onQuorum(quorum);
      const recorder = new Recorder();
      recorder.open();
      await writes({ quorum, prefix: `quorum-${quorum}`, rounds: 1 }, recorder, hooks.onWrite);
      const levelMs = await level();
      const urls = cluster.nodes.map(node => node.url);
      results.push({
        quorum,
        latency: recorder.latencies.summary(),
        successRate: recorder.latencies.count / options.writes,
        failures: recorder.failures,
        theory: quorumTheory(options, quorum, options.writes),
        levelMs,
        replicas: await checkReplicas(urls, acked, signal),
      });
    }
  } finally {
    await pool.destroy();
  }
  return results;
}

/** Resolves to the version that was acked, or to null when the write did not succeed. */
async function write(
  pool: Pool,
  { key, quorum, maxDelayMs }: { key: string; quorum: number; maxDelayMs: number },
  recorder: Recorder,
  signal: AbortSignal,
): Promise<number | null> {
  const start = performance.now();
  try {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/write',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, value: { quorum }, quorum, timeoutMs: maxDelayMs + GRACE_MS }),
      headersTimeout: maxDelayMs + 2 * GRACE_MS,
      signal,
    });
    const reply = (await body.json()) as { version?: number; error?: { code: string } };
    if (statusCode === 200 && reply.version !== undefined) {
      recorder.success(performance.now() - start);
      return reply.version;
    }
    recorder.failure(`${statusCode} ${reply.error?.code ?? ''}`.trim());
  } catch (error) {
    signal.throwIfAborted();
    recorder.failure((error as NodeJS.ErrnoException).code ?? (error as Error).name);
  }
  return null;
}
