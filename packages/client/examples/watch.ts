import { createClient } from '@quorate/client';

await using client = createClient({ urls: [process.env['QUORATE_URL'] ?? 'http://127.0.0.1:5000'] });

await client.put('config/limit', 10);
let cursor: string | undefined;
for await (const change of client.watch({ prefix: 'config/' })) {
  console.log(change.key, 'deleted' in change ? 'is gone' : change.value);
  cursor = change.cursor; // Keep it where a restart finds it.
  break;
}

await client.put('config/limit', 20);
for await (const change of client.watch({ prefix: 'config/', since: cursor })) {
  console.log(change.key, 'deleted' in change ? 'is gone' : change.value);
  break;
}
