import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { QuorateError } from '@quorate/protocol';

/**
 * Lets only those pass who showed a certificate that the cluster's CA has signed.
 *
 * @throws QuorateError `CERTIFICATE_REQUIRED`
 */
export function checkPeer(socket: Socket): void {
  // OpenSSL's verdict is about a certificate, and its default without one is not for this route to trust.
  if (socket instanceof TLSSocket && socket.authorized && socket.getPeerX509Certificate() !== undefined)
    return;
  throw new QuorateError(
    'CERTIFICATE_REQUIRED',
    'Replication needs a certificate that the CA of this cluster has signed (TLS_CA_FILE of this node).',
  );
}
