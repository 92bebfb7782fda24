import type { Fingerprint, Version } from '@quorate/store';

/**
 * `behind`: the follower should have the leader's entry, and has an older one or none; `altered`: the same
 * version, but other bytes; `deleted`: it has what was deleted long ago; `unheard-of`: it has what the leader
 * never learned.
 */
export interface Difference {
  readonly kind: 'behind' | 'altered' | 'deleted' | 'unheard-of';
  readonly key: string;
  /** The leader's version of the key, or the follower's where the leader has none. */
  readonly version: Version;
}

export interface Comparison {
  readonly leader: readonly Fingerprint[];
  /** Read before the leader's. */
  readonly follower: readonly Fingerprint[];
  /** What the follower claimed to have when it was read. */
  readonly watermark: Version;
  /** The leader keeps no tombstones at or below it. */
  readonly collected: Version;
  /** Nor does the follower at or below this one. */
  readonly followerCollected: Version;
}

/**
 * Names the keys of a range that differ for good, rather than because a write is on its way, or because one
 * side has let go of a tombstone before the other.
 */
export function findDifferences(comparison: Comparison): Difference[] {
  const { leader, follower, watermark, collected, followerCollected } = comparison;
  const differences: Difference[] = [];
  const theirs = new Map(follower.map(fingerprint => [fingerprint.key, fingerprint]));
  for (const { key, version, hash } of leader) {
    const their = theirs.get(key);
    theirs.delete(key);
    if (their?.version === version) {
      if (their.hash !== hash) differences.push({ kind: 'altered', key, version });
    } else if (their === undefined && hash === '' && version <= followerCollected) {
      // A deletion that both know of.
    } else if (version <= watermark && (their === undefined || their.version < version)) {
      differences.push({ kind: 'behind', key, version });
    } else if (their !== undefined && their.version > version) {
      differences.push({ kind: 'unheard-of', key, version: their.version });
    }
  }
  for (const { key, version, hash } of theirs.values()) {
    if (hash === '' && version <= collected) continue;
    differences.push({ kind: version <= collected ? 'deleted' : 'unheard-of', key, version });
  }
  return differences;
}
