import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { check } from './checker/check.ts';
import type { Options } from './cli/options.ts';
import { readDumps } from './cluster/dumps.ts';
import { FaultCluster } from './cluster/fault-cluster.ts';
import { untilLevel } from './cluster/level.ts';
import { ask } from './workload/answer.ts';

const MAX_GROWTH_MB = 100;
const CLIENTS = 64;
const KEYS = 1_000;
const VALUE_BYTES = 2_000;
const SAMPLE_MS = 1_000;
/** A heap is warm once its process has not grown by more than this for that many samples. */
const WARM_GROWTH_MB = 5;
const WARM_SAMPLES = 30;
const MAX_WARM_SAMPLES = 300;
const LEVEL_LIMIT_MS = 60_000;

/**
 * One follower freezes under full load, for `seconds`. A leader that kept what the follower misses would grow by
 * all that is written; the keys are few, so the store itself does not grow.
 */
export async function frozenFollower(
  { seconds, durability }: Options,
  signal: AbortSignal,
  print: (text: string) => void,
): Promise<number> {
  const cluster = await FaultCluster.start({
    followers: 5,
    writeQuorum: 3,
    durability,
    onLog: () => {},
    onDeath: (id, why) => print(`${id} ${why}`),
  });
  const load = new Load(cluster.leader.url);
  try {
    await untilLevel(cluster, LEVEL_LIMIT_MS, signal);
    load.start();
    const before = await untilWarm(cluster.leader.pid, signal);
    const ackedBefore = load.acked;
    print(`warm: ${describe(before)}, ${ackedBefore} writes acked`);
    cluster.followers[0]!.freeze();
    let highest = before;
    const end = performance.now() + seconds * 1_000;
    while (performance.now() < end) {
      await sleep(SAMPLE_MS, undefined, { signal });
      const now = memoryOf(cluster.leader.pid);
      if (now.rssMb > highest.rssMb) highest = now;
    }
    const after = memoryOf(cluster.leader.pid);
    const written = load.acked - ackedBefore;
    await load.stop();
    const growthMb = highest.rssMb - before.rssMb;
    print(`after ${seconds} s: ${describe(after)}, ${written} more writes acked, ${load.failed} failed`);
    print(`highest: ${describe(highest)}, growth ${growthMb.toFixed(1)} MB (at most ${MAX_GROWTH_MB})`);
    print(`what the follower missed, were it kept: ${((written * VALUE_BYTES) / 2 ** 20).toFixed(0)} MB`);
    await cluster.heal();
    const standing = await untilLevel(cluster, LEVEL_LIMIT_MS, signal, true);
    if (standing !== undefined) print(`not level: ${standing}`);
    const differences = check({ writes: [], reads: [] }, await readDumps(cluster.replicas)).filter(
      ({ rule }) => rule === 'replicas-differ',
    );
    for (const { message } of differences) print(message);
    return growthMb <= MAX_GROWTH_MB && written > 0 && standing === undefined && differences.length === 0
      ? 0
      : 1;
  } finally {
    await load.stop();
    await cluster.stop();
  }
}

/** A heap grows to its working size under load, frozen follower or not; that takes a while. */
async function untilWarm(pid: number, signal: AbortSignal): Promise<Memory> {
  let highest = memoryOf(pid);
  for (let samples = 0, still = 0; still < WARM_SAMPLES && samples < MAX_WARM_SAMPLES; samples++) {
    await sleep(SAMPLE_MS, undefined, { signal });
    const now = memoryOf(pid);
    still = now.rssMb > highest.rssMb + WARM_GROWTH_MB ? 0 : still + 1;
    if (still === 0) highest = now;
  }
  return memoryOf(pid);
}

/** As many writes as the leader takes. */
class Load {
  readonly #url: string;
  acked = 0;
  failed = 0;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
  }

  start(): void {
    this.#running = Promise.all(Array.from({ length: CLIENTS }, (_, i) => this.#write(i)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #write(client: number): Promise<void> {
    const value = 'x'.repeat(VALUE_BYTES);
    for (let n = client; !this.#stopped; n += CLIENTS) {
      const answer = await ask(`${this.#url}/write`, 10_000, {
        key: `key-${n % KEYS}`,
        value: `${n}-${value}`,
      });
      if (answer.status === 200) this.acked++;
      else this.failed++;
    }
  }
}

interface Memory {
  readonly rssMb: number;
  /** Without files that are mapped, which the system can take back. */
  readonly ownMb: number;
}

function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024;
  return { rssMb: read('VmRSS'), ownMb: read('RssAnon') };
}

function describe({ rssMb, ownMb }: Memory): string {
  return `leader has ${rssMb.toFixed(1)} MB resident, ${ownMb.toFixed(1)} MB of them its own`;
}
