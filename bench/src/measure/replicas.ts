import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

const POLL_MS = 25;

/** The members of a leader's `GET /status` that tell whether its followers are level. */
interface LeaderStatus {
  readonly version: number;
  readonly followers: readonly { readonly follower: string; readonly watermark: number }[];
}

/**
 * Waits until every follower's watermark equals the leader's version; resolves to how long that took, in ms, or
 * to null when `limitMs` was not enough.
 */
export async function waitUntilLevel(
  leaderUrl: string,
  limitMs: number,
  signal: AbortSignal,
): Promise<number | null> {
  const start = performance.now();
  for (;;) {
    const { body } = await request(`${leaderUrl}/status`, { signal });
    const { version, followers } = (await body.json()) as LeaderStatus;
    const elapsedMs = performance.now() - start;
    if (followers.every(follower => follower.watermark === version)) return elapsedMs;
    if (elapsedMs > limitMs) return null;
    await sleep(POLL_MS, undefined, { signal });
  }
}

export interface ReplicaCheck {
  /** All dumps are the same, byte for byte. */
  readonly identical: boolean;
  readonly entries: number;
  /** Acked writes that some replica holds neither as acked nor superseded. */
  readonly missing: number;
}

/**
 * Compares the dumps of all nodes, line by line through a hash, so that memory does not grow with the data.
 * `acked` holds, by key, the version that each write was acked with.
 */
export async function checkReplicas(
  urls: readonly string[],
  acked: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<ReplicaCheck> {
  const dumps = await Promise.all(urls.map(url => readDump(url, acked, signal)));
  return {
    identical: dumps.every(dump => dump.hash === dumps[0]!.hash),
    entries: dumps[0]!.entries,
    missing: Math.max(...dumps.map(dump => dump.missing)),
  };
}

async function readDump(url: string, acked: ReadonlyMap<string, number>, signal: AbortSignal) {
  const { statusCode, body } = await request(`${url}/dump?format=ndjson`, { signal });
  if (statusCode !== 200) throw new Error(`GET /dump answered ${statusCode}.`);
  const hash = createHash('sha256');
  let entries = 0;
  let found = 0;
  for await (const line of createInterface({ input: body, crlfDelay: Infinity })) {
    if (line === '') continue;
    hash.update(line).update('\n');
    entries++;
    if (acked.size === 0) continue;
    const { key, version } = JSON.parse(line) as { key: string; version: number };
    if (version >= (acked.get(key) ?? Infinity)) found++;
  }
  return { hash: hash.digest('hex'), entries, missing: acked.size - found };
}
