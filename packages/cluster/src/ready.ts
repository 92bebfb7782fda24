import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

/** How long one question may take, in milliseconds. */
const LIMIT_MS = 1_000;

/** Whether a node says that it can do its duty. */
export function isReady(url: string): Promise<boolean> {
  const options = { agent: false, signal: AbortSignal.timeout(LIMIT_MS) } as const;
  return new Promise(resolve => {
    const request = url.startsWith('https:')
      ? // Nothing secret is asked; whether a certificate is good is for the leader and the clients to judge.
        getHttps(`${url}/readyz`, { ...options, rejectUnauthorized: false })
      : getHttp(`${url}/readyz`, options);
    request.on('error', () => resolve(false));
    request.on('response', response => {
      response.on('error', () => {}).resume();
      resolve(response.statusCode === 200);
    });
  });
}
