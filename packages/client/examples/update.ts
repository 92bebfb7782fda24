import { createClient, VersionMismatchError } from '@quorate/client';

await using client = createClient({ urls: [process.env['QUORATE_URL'] ?? 'http://127.0.0.1:5000'] });

// However many clients do this at once, each visit is counted.
await Promise.all([1, 2, 3].map(() => client.update<number>('visits', old => (old ?? 0) + 1)));
console.log((await client.get<number>('visits'))?.value);

// A lock: only the first one gets it, and it is free again after a minute at the latest.
await client.put('lock', 'me', { ifVersion: 0, ttlMs: 60_000 });
try {
  await client.put('lock', 'you', { ifVersion: 0 });
} catch (error) {
  if (!(error instanceof VersionMismatchError)) throw error;
  console.log('the lock is taken');
}
