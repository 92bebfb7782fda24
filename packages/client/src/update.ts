import { setTimeout as pause } from 'node:timers/promises';
import type { WriteReply } from '@quorate/protocol';
import { backoffMs } from './backoff.ts';
import type { Client } from './client.ts';
import { VersionMismatchError } from './errors.ts';
import type { UpdateOptions } from './options.ts';

const ATTEMPTS = 16;

/**
 * Reads a key, asks `change` for its next value, and writes that if the version read still stands; else once
 * more, from the start.
 *
 * @throws VersionMismatchError when others were faster each time
 */
export async function update<T>(
  client: Pick<Client, 'get' | 'put'>,
  key: string,
  change: (old: T | undefined) => T | Promise<T>,
  { attempts = ATTEMPTS, ...options }: UpdateOptions,
  random: () => number,
): Promise<WriteReply> {
  const { signal, timeoutMs } = options;
  for (let attempt = 1; ; attempt++) {
    // What is not committed may be lost, and a value made from it with it.
    const old = await client.get<T>(key, { signal, timeoutMs, consistency: 'committed' });
    const value = await change(old?.value);
    try {
      return await client.put(key, value, { ...options, ifVersion: old?.version ?? 0 });
    } catch (error) {
      if (!(error instanceof VersionMismatchError) || attempt >= attempts) throw error;
    }
    await pause(random() * backoffMs(attempt - 1, random), undefined, signal === undefined ? {} : { signal });
  }
}
