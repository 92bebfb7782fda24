import type { StatusReply } from '@quorate/protocol';
import { leaderUrl, type Replica } from './replica.ts';

/** What a node tells of itself, and a leader of its followers; it waits on nothing. */
export function statusOf(replica: Replica): StatusReply {
  const { id, url, store, duty, startedMs } = replica;
  const { promised, watermark } = store.promises;
  return {
    id,
    role: duty.role,
    url,
    leader: leaderUrl(replica),
    epoch: promised?.epoch ?? -1,
    version: store.lastVersion,
    watermark,
    digest: store.digest,
    keys: store.liveKeys,
    durability: store.durability,
    uptimeMs: Math.round(performance.now() - startedMs),
    ...(duty.role === 'leader'
      ? {
          writeQuorum: duty.leader.writeQuorum,
          followers: [...duty.leader.progress()],
          quorumCurve: [...duty.leader.quorumCurve()],
        }
      : {}),
  };
}
