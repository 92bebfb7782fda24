import type { ReplicateReply } from '@quorate/protocol';
import { type Entry, epochBase, NO_VERSION, type Store, type Version } from '@quorate/store';
import type { FollowerClient } from '../followers/client.ts';
import type { Log } from '../log.ts';
import { batchesOf } from './batches.ts';
import { learnAbove } from './consult.ts';
import { entriesOf } from './takeover.ts';

export interface AdoptOptions {
  readonly store: Store;
  readonly epoch: number;
  /** See {@link TakenOver.ownWatermark}. */
  readonly ownWatermark: Version;
  /** Writes the entries' content together under new versions, as a client's batch would be. */
  readonly reissue: (...entries: Entry[]) => void;
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
  for await (const entries of entriesOf(client, above)) {
    const older = entries.filter(({ version }) => version <= epochBase(epoch));
    const unheardOf = older.filter(({ key, version }) => (store.get(key)?.version ?? NO_VERSION) < version);
    for (const batch of batchesOf(unheardOf)) reissue(...batch);
    adopted += unheardOf.length;
    if (older.length < entries.length) break;
  }
  if (adopted > 0)
    log.warn(
      { event: 'entries_adopted', follower: url, entries: adopted },
      'adopted entries of an older epoch',
    );
}
