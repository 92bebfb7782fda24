import { createClient, IndeterminateError, QuorateClientError } from '@quorate/client';

await using client = createClient({ urls: [process.env['QUORATE_URL'] ?? 'http://127.0.0.1:5000'] });

try {
  await client.put('a', 1, { quorum: 1_000, signal: AbortSignal.timeout(5_000) });
} catch (error) {
  if (error instanceof IndeterminateError) console.log(`version ${error.version} may yet commit`);
  else if (error instanceof QuorateClientError) console.log(`nothing was stored: ${error.code}`);
  else console.log('the signal ended it; it may be stored');
}
