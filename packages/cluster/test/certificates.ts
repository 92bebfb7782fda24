import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { PeerCertificate, SecureContextOptions, TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Test } from 'tap';

const script = fileURLToPath(new URL('../../../deploy/make-certificates.sh', import.meta.url));

/** A folder that is removed after whatever was registered before this call has ended. */
export async function makeFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quorate-tls-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes certificates as the documentation does; where there is a CA in the folder, it signs. */
export async function makeCertificates(folder: string, ...nodes: string[]): Promise<string> {
  await promisify(execFile)('sh', [script, folder, ...nodes], { timeout: 30_000 });
  return folder;
}

/** The settings of a node with the files of that script. */
export function tlsOf(folder: string, id: string): Record<string, string> {
  return {
    TLS_CERT_FILE: join(folder, id, 'cert.pem'),
    TLS_KEY_FILE: join(folder, id, 'key.pem'),
    TLS_CA_FILE: join(folder, id, 'ca.pem'),
  };
}

export interface Asked extends SecureContextOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly agent?: Agent;
}

export interface Told {
  readonly status: number;
  readonly body: { readonly [member: string]: unknown };
  readonly certificate: PeerCertificate;
  readonly resumed: boolean;
}

/** One request over HTTPS, on a connection of its own unless an agent is given. */
export async function ask(url: string, { body, headers, agent, ...options }: Asked): Promise<Told> {
  const own = agent ?? new Agent({ keepAlive: false });
  try {
    return await new Promise<Told>((resolve, reject) => {
      const sent = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
      const asking = request(url, { ...options, agent: own, timeout: 10_000, headers: sent ?? {} });
      asking.on('error', reject).on('timeout', () => asking.destroy(new Error('No answer in time.')));
      asking.on('response', (answer: IncomingMessage) => {
        const socket = answer.socket as TLSSocket;
        const seen = { certificate: socket.getPeerCertificate(), resumed: socket.isSessionReused() };
        const parsed = text(answer).then(json => JSON.parse(json) as Told['body']);
        parsed.then(body => resolve({ status: answer.statusCode!, body, ...seen }), reject);
      });
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
  } finally {
    if (agent === undefined) own.destroy();
  }
}
