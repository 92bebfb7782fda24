import { type Failure, isDefinite, type Refused } from './failure.ts';

/** A keyed write carries an idempotency key, so that sending it again does not write twice. */
export type RequestKind = 'read' | 'keyed write' | 'bare write';

/** `again`: the same node, after a pause. `elsewhere`: the leader if it moved, or another node. */
export type Retry = 'no' | 'again' | 'elsewhere';

/** Refusals after which another node may be the leader. */
const MOVED: ReadonlySet<string> = new Set(['NOT_READY', 'LEADERSHIP_LOST']);

/**
 * Whether a request may be sent again after this failure: a read always may, unless the refusal is definite; a
 * write only where a second sending cannot write twice.
 */
export function decideRetry(kind: RequestKind, failure: Failure): Retry {
  switch (failure.kind) {
    case 'unreachable':
      return 'elsewhere';
    case 'broken':
      return kind === 'bare write' ? 'no' : 'elsewhere';
    case 'foreign':
      return kind === 'bare write' || isDefinite(failure) ? 'no' : 'elsewhere';
    case 'refused':
      return decideRefused(kind, failure);
  }
}

function decideRefused(kind: RequestKind, failure: Refused): Retry {
  const { status, code, details } = failure;
  if (status === 421) return 'elsewhere';
  // The node asks for a pause; nothing was done.
  if (status === 429) return 'again';
  if (isDefinite(failure)) return 'no';
  if (kind === 'read') return 'elsewhere';
  const stored = details['outcome'] === 'indeterminate';
  if (kind === 'bare write' && (stored || status !== 503)) return 'no';
  if (status === 503) return MOVED.has(code) ? 'elsewhere' : 'again';
  return code === 'QUORUM_TIMEOUT' ? 'again' : 'no';
}
