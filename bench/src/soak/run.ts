import { type Cluster, startCluster } from '@quorate/cluster';
import { seededRandom } from '@quorate/leader';
import { HostMeter, type HostSample } from '../measure/host.ts';
import { type Spread, spread } from '../measure/spread.ts';
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
/** All clients connect before the first request is due, as in a service that is in use. */
const CONNECT_MS = 1_000;
/** A reader then asks the leader before it loses patience. */
const READ_TIMEOUT_MS = 500;

/** What was seen; names ending in `Ms` are milliseconds from the start of the hold. */
export interface SoakResult {
  /** Requests per second in each window of a closed loop. The least is the peak: what the cluster took throughout. */
  readonly peak: Spread;
  /** Requests per second that were held. */
  readonly pace: number;
  readonly windows: readonly WindowFigures[];
  readonly faults: readonly SoakFault[];
  readonly samples: readonly NodeSample[];
  /** How the machine stood in each window: while the peak was looked for, and while the load was held. */
  readonly hosts: { readonly peak: readonly HostSample[]; readonly hold: readonly HostSample[] };
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
    const { peak, hosts } = await findPeak(options, shared, hooks);
    const pace = options.share * peak.min;
    const { hosts: held, ...seen } = await hold(options, { cluster, shared, pace, hooks });
    hooks.onStage('comparing the replicas');
    const check = await checkSoak(cluster, ledger, signal);
    return { peak, pace, ...seen, hosts: { peak: hosts, hold: held }, deaths, check };
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

async function findPeak(options: SoakOptions, shared: Shared, hooks: SoakHooks) {
  const { warmupMs, peakMs, windowMs, connections } = options;
  hooks.onStage('warming up');
  const warmUp = new Windows(performance.now(), warmupMs, 1);
  await driveClosed({ ...shared, windows: warmUp }, connections, warmUp.endMs);
  hooks.onStage('finding the peak');
  const windows = new Windows(performance.now(), windowMs, Math.ceil(peakMs / windowMs));
  const hosts: HostSample[] = [];
  const meter = new HostMeter();
  await Promise.all([
    driveClosed({ ...shared, windows }, connections, windows.endMs),
    windows.each(() => hosts.push(meter.sample()), shared.signal),
  ]);
  const peak = spread(windows.figures().map(one => one.writesPerSecond + one.readsPerSecond));
  if (peak.min === 0)
    throw new Error(
      `Nothing was answered for ${windowMs / 1000} s before any fault; there is no load to hold.`,
    );
  return { peak, hosts };
}

interface Stage {
  readonly cluster: Cluster;
  readonly shared: Shared;
  readonly pace: number;
  readonly hooks: SoakHooks;
}

async function hold(options: SoakOptions, { cluster, shared, pace, hooks }: Stage) {
  const { holdMs, windowMs, connections } = options;
  const windows = new Windows(performance.now() + CONNECT_MS, windowMs, Math.ceil(holdMs / windowMs));
  const { startMs, endMs } = windows;
  const { signal, outages } = shared;
  hooks.onStage(`holding ${Math.round(pace)} requests/s`);
  const load = driveOpen({ ...shared, windows }, { connections, perSecond: pace, startMs, endMs });
  const watch = new Watch(cluster.nodes);
  const meter = new HostMeter();
  const hosts: HostSample[] = [];
  const watching = windows.each(() => {
    watch.sample(performance.now() - startMs);
    hosts.push(meter.sample());
    hooks.onWindow();
  }, signal);
  const scene = { cluster, outages, startMs, holdMs: endMs - startMs, lagMs: load.lagMs, signal };
  const faulting = doFaults(planFaults(options), scene, hooks.onStage);
  const [faults] = await Promise.all([faulting, load.done, watching]);
  return { windows: windows.figures(), faults, samples: watch.samples, hosts };
}
