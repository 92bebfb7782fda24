import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** What a node shows to others, and whom it believes, as PEM. */
export interface TlsFiles {
  /** Its own certificate first, then any that lead from it to the CA. */
  readonly cert: string;
  readonly key: string;
  /** With it, TLS between nodes is mutual. */
  readonly ca: string | undefined;
}

type Setting = 'TLS_CERT_FILE' | 'TLS_KEY_FILE' | 'TLS_CA_FILE';
/** Paths of files; one that is empty counts as absent. */
type Given = { readonly [name in Setting]?: unknown };

/**
 * Reads the files that `TLS_CERT_FILE`, `TLS_KEY_FILE` and `TLS_CA_FILE` name, and sees whether they fit.
 *
 * @param faults is added to, each fault by the name of its setting; never with what a file holds
 * @returns undefined where the node serves plain HTTP, or where there is a fault
 */
export function readTls(given: Given, faults: string[]): TlsFiles | undefined {
  const before = faults.length;
  for (const [name, other] of [
    ['TLS_CERT_FILE', 'TLS_KEY_FILE'],
    ['TLS_KEY_FILE', 'TLS_CERT_FILE'],
  ] as const) {
    if (given[name] && !given[other]) faults.push(`${name} is set without ${other}; set both, or none`);
  }
  if (given['TLS_CA_FILE'] && !given['TLS_CERT_FILE'] && faults.length === before)
    faults.push(
      'TLS_CA_FILE is set without TLS_CERT_FILE and TLS_KEY_FILE, which this node shows the others',
    );
  const cert = readPem(given, 'TLS_CERT_FILE', 'a certificate', text => new X509Certificate(text), faults);
  const key = readPem(given, 'TLS_KEY_FILE', 'a private key without a passphrase', createPrivateKey, faults);
  const ca = readPem(given, 'TLS_CA_FILE', 'a certificate', text => new X509Certificate(text), faults);
  if (faults.length > before || cert === undefined || key === undefined) return undefined;

  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    faults.push('TLS_KEY_FILE is not the key of the certificate in TLS_CERT_FILE');
    return undefined;
  }
  try {
    // What OpenSSL refuses here, such as a key that is too short, it would refuse at the first connection.
    createSecureContext({ cert, key, ca });
  } catch (error) {
    faults.push(`TLS_CERT_FILE cannot be used: ${(error as Error).message}`);
    return undefined;
  }
  return { cert, key, ca };
}

function readPem(
  given: Given,
  name: Setting,
  what: string,
  parse: (text: string) => unknown,
  faults: string[],
): string | undefined {
  const file = given[name];
  if (!file) return undefined;
  let text: string;
  try {
    text = readFileSync(String(file), 'utf8');
  } catch (error) {
    faults.push(`${name} cannot be read: ${(error as Error).message}`);
    return undefined;
  }
  try {
    parse(text);
    return text;
  } catch {
    faults.push(`${name} holds no PEM of ${what}: ${String(file)}`);
    return undefined;
  }
}

/** When the node's certificate ends, as OpenSSL writes times. */
export function validTo({ cert }: TlsFiles): string {
  return new X509Certificate(cert).validTo;
}
