import { createClient } from '@quorate/client';

await using client = createClient({ urls: [process.env['QUORATE_URL'] ?? 'http://127.0.0.1:5000'] });

await client.put('user/0', { name: 'Nobody' });
// All of these are done, or none; here every follower must have them, so that any node can list them at once.
const { followers } = await client.status();
await client.batch(
  [
    { key: 'user/1', value: { name: 'Ada' } },
    { key: 'user/2', value: { name: 'Grace' } },
    { key: 'user/0', delete: true },
  ],
  { quorum: followers?.length },
);

for await (const { key, value } of client.list({ prefix: 'user/' })) console.log(key, value);
