import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from '../cluster/member.ts';
import { ask } from '../workload/answer.ts';
import type { Fault } from './fault.ts';
import type { Battlefield } from './inject.ts';

type SecondLeader = Extract<Fault, { kind: 'second-leader' }>;

const POLL_MS = 50;

/**
 * Starts a second leader beside the first, lets clients meet both, and goes on with one of them.
 *
 * @throws Error when not exactly one of them leads in the end
 */
export async function secondLeader(
  fault: SecondLeader,
  { cluster, leaders, limitMs, signal }: Battlefield,
): Promise<void> {
  const until = (what: string, holds: () => Promise<boolean>) => wait(what, holds, limitMs, signal);
  const { leader: first, spare: second } = cluster;
  if (fault.first === 'dead') await first.kill();
  if (fault.first === 'frozen') first.freeze();
  await second.wipe();
  second.start();
  leaders([first, second]);
  await until(`${second.id} leads`, () => leads(second));
  await sleep(fault.holdMs, undefined, { signal });
  first.thaw();
  if (fault.first !== 'dead') await until(`${first.id} steps down`, () => steppedDown(first, second));
  await sleep(fault.holdMs / 2, undefined, { signal });

  if (fault.stop === 'first') {
    await first.kill();
    cluster.swapLeaders();
    leaders([second]);
    return;
  }
  await (fault.stop === 'second' ? second : first).kill();
  if (fault.stop === 'second') await first.kill();
  first.start();
  await until(`${first.id} leads again`, () => leads(first));
  if (fault.stop === 'takeover') {
    await until(`${second.id} steps down`, () => steppedDown(second, first));
    await second.kill();
  }
  leaders([first]);
}

async function leads({ url, listening }: Member): Promise<boolean> {
  return listening && (await ask(`${url}/readyz`, 1_000)).status === 200;
}

/** A leader that stepped down refuses writes, and says who took over. */
async function steppedDown(deposed: Member, by: Member): Promise<boolean> {
  const answer = await ask(`${deposed.url}/write`, 1_000, { key: 'step-down', value: 'x', ifVersion: 1 });
  if (answer.status !== 421) return false;
  const { code, leader } = answer.body.error ?? {};
  return code === 'NOT_LEADER' && (leader === by.url || leader === null);
}

async function wait(
  what: string,
  holds: () => Promise<boolean>,
  limitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain until ${what}.`);
    await sleep(POLL_MS, undefined, { signal });
  }
}
