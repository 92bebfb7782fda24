import { createHash, timingSafeEqual } from 'node:crypto';
import { QuorateError } from '@quorate/protocol';

/**
 * Checks the header `authorization: Bearer TOKEN` in a time that does not depend on what was sent.
 *
 * @param token the cluster's token; without one every caller passes, which the node allows on loopback only
 */
export function createGuard(token: string | undefined): (authorization: string | undefined) => void {
  if (token === undefined) return () => {};
  const expected = sha256(`Bearer ${token}`);
  return authorization => {
    // Hashing first gives both sides one length, as timingSafeEqual needs, and hides the token's own.
    if (!timingSafeEqual(sha256(authorization ?? ''), expected)) {
      throw new QuorateError(
        'UNAUTHORIZED',
        'Replication needs the cluster token of this node (CLUSTER_TOKEN).',
      );
    }
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
