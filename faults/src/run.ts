import { check } from './checker/check.ts';
import type { Violation } from './checker/violation.ts';
import { readDumps } from './cluster/dumps.ts';
import type { Durability } from './cluster/fault-cluster.ts';
import { FaultCluster } from './cluster/fault-cluster.ts';
import { untilLevel } from './cluster/level.ts';
import type { Dump } from './history/history.ts';
import { Recorder } from './history/recorder.ts';
import type { Round } from './nemesis/fault.ts';
import { runNemesis } from './nemesis/nemesis.ts';
import type { Target } from './workload/client.ts';
import { Workload } from './workload/workload.ts';

export interface RunOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly durability: Durability;
  readonly followers: number;
  readonly writeQuorum: number;
  readonly clients: number;
  readonly keys: number;
  readonly ratePerSecond: number;
  readonly rounds: Iterable<Round>;
  /** How long the cluster may take to do what it must, such as to become level; 60 s if absent. */
  readonly limitMs?: number;
  readonly signal: AbortSignal;
  /** Something happened, worth a line. */
  readonly onEvent: (text: string) => void;
  /** Further settings of one node. */
  readonly environmentOf?: (id: string) => Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly history: Recorder;
  readonly dumps: readonly Dump[];
  readonly faults: number;
  readonly violations: readonly Violation[];
  /** What went wrong beside broken promises: a node that died by itself, or did not come back. */
  readonly failures: readonly string[];
  /** What the nodes logged, newest last. */
  readonly logs: readonly string[];
}

const LIMIT_MS = 60_000;
const MAX_LOG_LINES = 20_000;

/** One run from an empty cluster to the verdict. Nothing that it started is left, however it ends. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { seed, seconds, rounds, limitMs = LIMIT_MS, signal, onEvent } = options;
  const recorder = new Recorder();
  const failures: string[] = [];
  const logs: string[] = [];
  let leaders: readonly Target[] = [];
  let faults = 0;
  let dumps: readonly Dump[] = [];
  const fail = (what: string) => {
    failures.push(what);
    onEvent(`FAILURE: ${what}`);
  };

  const cluster = await FaultCluster.start({
    ...options,
    onLog: (id, line) => {
      logs.push(`${id} ${line}`);
      if (logs.length > MAX_LOG_LINES) logs.shift();
    },
    onDeath: (id, why) => fail(`${id} ${why}`),
  });
  try {
    await level(cluster);
    leaders = [cluster.leader];
    const targets = {
      get leaders() {
        return leaders;
      },
      followers: cluster.followers,
    };
    const workload = new Workload({ ...options, seed, targets, recorder });
    try {
      await runNemesis({
        cluster,
        rounds,
        signal,
        leaders: targets => {
          leaders = targets;
        },
        forMs: seconds * 1_000,
        limitMs,
        onFault: description => {
          faults++;
          onEvent(description);
        },
      });
    } catch (error) {
      if (signal.aborted) throw error;
      fail((error as Error).message);
    } finally {
      await workload.stop();
    }
    onEvent('all faults end');
    await cluster.heal();
    await level(cluster);
    dumps = await readDumps(cluster.replicas).catch(error => {
      fail(`no dumps: ${(error as Error).message}`);
      return [];
    });
  } finally {
    await cluster.stop();
  }
  return { history: recorder, dumps, faults, violations: check(recorder, dumps), failures, logs };

  async function level(cluster: FaultCluster): Promise<void> {
    const standing = await untilLevel(cluster, limitMs, signal, true);
    if (standing !== undefined) fail(`not level after ${limitMs} ms: ${standing}`);
  }
}
