import type { Options } from './cli/options.ts';
import { plan } from './nemesis/plan.ts';
import { describeFindings, saveRun, summarize } from './report.ts';
import { run } from './run.ts';

const FOLLOWERS = 5;

/** All kinds of faults for a time. Resolves to the exit code: 0 if every promise was kept, else 1. */
export async function chaos(
  { seed, seconds, durability, rate }: Options,
  signal: AbortSignal,
  print: (text: string) => void,
): Promise<number> {
  const startMs = performance.now();
  const events: string[] = [];
  const onEvent = (text: string) => {
    const at = ((performance.now() - startMs) / 1_000).toFixed(1).padStart(6);
    events.push(`${at}  ${text}`);
    print(`${at}  ${text}`);
  };
  print(`seed ${seed}, ${seconds} s, durability ${durability}`);
  const followers = Array.from({ length: FOLLOWERS }, (_, i) => `follower-${i + 1}`);
  const result = await run({
    seed,
    seconds,
    durability,
    followers: FOLLOWERS,
    writeQuorum: 3,
    clients: 24,
    keys: 20,
    ratePerSecond: rate,
    rounds: plan({ seed, followers, losesOnKill: durability !== 'sync' }),
    signal,
    onEvent,
  });
  print(`\n${summarize(result)}`);
  if (result.violations.length === 0 && result.failures.length === 0) return 0;
  print(`\n${describeFindings(result)}`);
  print(`\nThe whole run: ${await saveRun(seed, events, result)}`);
  return 1;
}
