import type { Test } from 'tap';
import { type Client, type ClientOptions, createClient, QuorateClientError } from '../src/index.ts';

/** A client that the test closes. */
export function clientOf(
  t: Test,
  urls: readonly string[],
  options: Omit<ClientOptions, 'urls'> = {},
): Client {
  const client = createClient({ urls, ...options });
  t.teardown(() => client.close());
  return client;
}

/** The error that a call rejects with. */
export async function errorOfCall(call: Promise<unknown>): Promise<QuorateClientError> {
  const error = await call.then(
    value => new Error(`It gave ${JSON.stringify(value)}.`),
    (error: unknown) => error,
  );
  if (error instanceof QuorateClientError) return error;
  throw error;
}
