type Rule =
  | 'lost-write'
  | 'refused-write-seen'
  | 'unknown-value'
  | 'overruled-by-older'
  | 'version-twice'
  | 'version-order'
  | 'stale-read'
  | 'compare-and-set'
  | 'replicas-differ'
  | 'wrong-answer';

/** A promise that was broken, and the records that show it. */
export interface Violation {
  readonly rule: Rule;
  readonly message: string;
  readonly evidence: readonly object[];
}
