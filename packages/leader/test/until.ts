import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 5_000;

/** Resolves when the condition holds; throws when it does not within the limit. */
export async function until(condition: () => boolean, what: string, limitMs = LIMIT_MS): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain until ${what}`);
    await sleep(1);
  }
}

/** Lets everything run that needs no time. */
export async function turns(count = 5): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve));
}
