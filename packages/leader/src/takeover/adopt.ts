import type { ReplicateReply } from '@quorate/protocol';
import { type Entry, epochBase, type Store, type Version } from '@quorate/store';
import type { FollowerClient } from '../followers/client.ts';
import type { Log } from '../log.ts';
import { learnAbove } from './consult.ts';
import { entriesOf } from './takeover.ts';

export interface AdoptOptions {
  readonly store: Store;
  readonly epoch: number;
  /** See {@link TakenOver.ownWatermark}. */
  readonly ownWatermark: Version;
  /** Writes the entry's content under a new version, as a client's write would be. */
  readonly reissue: (entry: Entry) => void;
  readonly log: Log;
}

/**
 * Learns from a follower that the takeover did not consult. What it holds of older leaderships and this leader
 * never heard of is not overruled in silence: where nothing newer stands for the key, it is issued anew.
 */
export async function adopt(
  options: AdoptOptions,
  client: FollowerClient,
  url: string,
  follower: ReplicateReply,
): Promise<void> {
  const { store, epoch, ownWatermark, reissue, log } = options;
  const above = learnAbove(ownWatermark, follower.watermark);
  if (follower.lastVersion <= above) return;
  let adopted = 0;
  pages: for await (const entries of entriesOf(client, above)) {
    for (const entry of entries) {
      if (entry.version > epochBase(epoch)) break pages;
      const standing = store.get(entry.key);
      if (standing !== undefined && standing.version >= entry.version) continue;
      reissue(entry);
      adopted++;
    }
  }
  if (adopted > 0)
    log.warn(
      { event: 'entries_adopted', follower: url, entries: adopted },
      'adopted entries of an older epoch',
    );
}
