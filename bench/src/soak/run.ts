import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, startCluster } from '@quorate/cluster';
import { seededRandom } from '@quorate/leader';
import { spread } from '../measure/spread.ts';
import { checkSoak, type SoakCheck } from './check.ts';
import type { Desk } from './desk.ts';
import { doFaults, type SoakFault } from './faults.ts';
import { SoakLedger } from './ledger.ts';
import { driveClosed, driveOpen } from './load.ts';
import { Mixture } from './mixture.ts';
import type { SoakOptions } from './options.ts';
import { Outages } from './outages.ts';
import { planFaults } from './plan.ts';
import { type NodeSample, Watch } from './watch.ts';
import { type WindowFigures, Windows } from './windows.ts';

/** What a node remembers for a time then levels off early in the run; by default it would rise for ten minutes. */
const MEMORY_OF_REQUESTS_MS = 30_000;
/** A reader then asks the leader before it loses patience. */
const READ_TIMEOUT_MS = 500;
/** The peak is the median of so many windows. */
const PEAK_WINDOWS = 10;

/** What was seen; names ending in `Ms` are milliseconds from the start of the hold. */
export interface SoakResult {
  /** Requests per second in a closed loop: the median, the least and the greatest window. */
  readonly peak: { readonly median: number; readonly min: number; readonly max: number };
  /** Requests per second that were held. */
  readonly pace: number;
  readonly windows: readonly WindowFigures[];
  readonly faults: readonly SoakFault[];
  readonly samples: readonly NodeSample[];
  /** Nodes that ended without being told to. */
  readonly deaths: readonly string[];
  readonly check: SoakCheck;
}

export interface SoakHooks {
  onStage(text: string): void;
  /** All nodes are ready. */
  onStart?(pids: readonly number[]): void;
  /** At the end of each window of the hold. */
  onWindow(): void;
}

export async function runSoak(
  options: SoakOptions,
  outer: AbortSignal,
  hooks: SoakHooks,
): Promise<SoakResult> {
  const outages = new Outages();
  const deaths: string[] = [];
  hooks.onStage(`starting ${options.followers + 1} nodes`);
  const cluster = await startSoaked(options, ({ url, id }) => {
    if (!outages.touched(url, performance.now())) deaths.push(id);
  });
  hooks.onStart?.(cluster.nodes.map(({ pid }) => pid));
  const enough = new AbortController();
  const signal = AbortSignal.any([outer, enough.signal]);
  const random = seededRandom(options.seed);
  const ledger = new SoakLedger();
  const shared = {
    leaderUrl: cluster.leader.url,
    followerUrls: cluster.followers.map(({ url }) => url),
    mixture: new Mixture(random),
    ledger,
    outages,
    signal,
  };
  try {
    const peak = await findPeak(options, shared, hooks);
    const pace = options.share * peak.median;
    const held = await hold(options, { cluster, shared, pace, hooks });
    hooks.onStage('comparing the replicas');
    return { peak, pace, ...held, deaths, check: await checkSoak(cluster, ledger, signal) };
  } finally {
    // Whatever failed, the load and the faults end before the nodes do.
    enough.abort();
    await cluster.stop();
  }
}

type Shared = Omit<Desk, 'windows'>;

function startSoaked(
  options: SoakOptions,
  onDeath: (node: { url: string; id: string }) => void,
): Promise<Cluster> {
  return startCluster({
    followers: options.followers,
    writeQuorum: options.quorum,
    durability: options.durability,
    env: {
      FAULTS: 'true',
      LOG_LEVEL: 'warn',
      IDEMPOTENCY_WINDOW_MS: `${MEMORY_OF_REQUESTS_MS}`,
      TOMBSTONE_RETENTION_MS: `${MEMORY_OF_REQUESTS_MS}`,
      READ_TIMEOUT_MS: `${READ_TIMEOUT_MS}`,
    },
    onDeath,
  });
}

async function findPeak({ warmupMs, peakMs, connections }: SoakOptions, shared: Shared, hooks: SoakHooks) {
  hooks.onStage('warming up');
  const warmUp = new Windows(performance.now(), warmupMs, 1);
  await driveClosed({ ...shared, windows: warmUp }, connections, performance.now() + warmupMs);
  hooks.onStage('finding the peak');
  const startMs = performance.now();
  const windows = new Windows(startMs, peakMs / PEAK_WINDOWS, PEAK_WINDOWS);
  await driveClosed({ ...shared, windows }, connections, startMs + peakMs);
  const speeds = windows.figures().map(one => one.writesPerSecond + one.readsPerSecond);
  return spread(speeds);
}

interface Stage {
  readonly cluster: Cluster;
  readonly shared: Shared;
  readonly pace: number;
  readonly hooks: SoakHooks;
}

async function hold(options: SoakOptions, { cluster, shared, pace, hooks }: Stage) {
  const { holdMs, windowMs, connections } = options;
  const count = Math.ceil(holdMs / windowMs);
  const startMs = performance.now();
  const endMs = startMs + count * windowMs;
  const { signal, outages } = shared;
  hooks.onStage(`holding ${Math.round(pace)} requests/s`);
  const windows = new Windows(startMs, windowMs, count);
  const load = driveOpen({ ...shared, windows }, { connections, perSecond: pace, startMs, endMs });
  const watch = new Watch(cluster.nodes);
  const watching = watchWindows(watch, { startMs, windowMs, count }, hooks, signal);
  const scene = { cluster, outages, startMs, holdMs: count * windowMs, lagMs: load.lagMs, signal };
  const faulting = doFaults(planFaults(options), scene, hooks.onStage);
  const [faults] = await Promise.all([faulting, load.done, watching]);
  return { windows: windows.figures(), faults, samples: watch.samples };
}

async function watchWindows(
  watch: Watch,
  { startMs, windowMs, count }: { startMs: number; windowMs: number; count: number },
  hooks: SoakHooks,
  signal: AbortSignal,
): Promise<void> {
  for (let window = 1; window <= count; window++) {
    await sleep(Math.max(0, startMs + window * windowMs - performance.now()), undefined, { signal });
    watch.sample(performance.now() - startMs);
    hooks.onWindow();
  }
}
