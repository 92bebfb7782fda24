import { createInterface } from 'node:readline';
import type { Cluster } from '@quorate/cluster';
import { request } from 'undici';
import { checkReplicas, waitUntilLevel } from '../measure/replicas.ts';
import type { SoakLedger, Standing } from './ledger.ts';

const LEVEL_LIMIT_MS = 60_000;

/** How the replicas stood at the end. */
export interface SoakCheck {
  /** From the end of the load until every follower was level; null: not within the limit. */
  readonly levelMs: number | null;
  readonly identical: boolean;
  readonly entries: number;
  /** Keys with an acknowledged write. */
  readonly keys: number;
  /** Of these, where something else stands than the newest acknowledged write or a newer one in doubt. */
  readonly lost: readonly string[];
}

export async function checkSoak(
  cluster: Cluster,
  ledger: SoakLedger,
  signal: AbortSignal,
): Promise<SoakCheck> {
  const levelMs = await waitUntilLevel(cluster.leader.url, LEVEL_LIMIT_MS, signal);
  const urls = cluster.nodes.map(({ url }) => url);
  const { identical, entries } = await checkReplicas(urls, new Map(), signal);
  // One dump stands for all if they are the same, and if not, the soak has failed anyway.
  const lost = ledger.lost(await readDump(cluster.leader.url, signal));
  return { levelMs, identical, entries, keys: ledger.keys, lost };
}

async function readDump(url: string, signal: AbortSignal): Promise<Map<string, Standing>> {
  const { statusCode, body } = await request(`${url}/dump?format=ndjson`, { signal });
  if (statusCode !== 200) throw new Error(`GET /dump answered ${statusCode}.`);
  const dump = new Map<string, Standing>();
  for await (const line of createInterface({ input: body, crlfDelay: Infinity })) {
    if (line === '') continue;
    const { key, value, version } = JSON.parse(line) as Standing & { key: string };
    dump.set(key, { version, value });
  }
  return dump;
}
