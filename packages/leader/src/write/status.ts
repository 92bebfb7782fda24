import type { WriteStatus } from '@quorate/protocol';
import { epochBase, type Store, type Version } from '@quorate/store';
import type { Ledger } from './ledger.ts';
import type { VersionIssuer } from './version.ts';

export interface WriteStatusSources {
  readonly store: Store;
  readonly issuer: VersionIssuer;
  readonly ledger: Ledger;
  readonly epoch: number;
  readonly followerUrls: readonly string[];
}

/** What became of a write, as far as this leadership can tell. */
export function writeStatus(sources: WriteStatusSources, version: Version): WriteStatus {
  const { store, issuer, ledger, epoch, followerUrls } = sources;
  if (version > issuer.last) return { version, state: 'unknown' };
  const race = ledger.get(version);
  const acks = race?.ackMs.flatMap((afterMs, i) =>
    afterMs === undefined ? [] : [{ follower: followerUrls[i]!, afterMs }],
  );
  const detail = acks === undefined ? {} : { acks };
  if (store.hasVersion(version)) {
    return { version, state: ledger.isCommitted(version) ? 'committed' : 'pending', ...detail };
  }
  // Every version of this epoch was issued; of an earlier one it cannot be told once it is gone.
  return { version, state: version > epochBase(epoch) ? 'superseded' : 'unknown', ...detail };
}
