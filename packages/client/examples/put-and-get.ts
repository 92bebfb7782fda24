import { createClient } from '@quorate/client';

const client = createClient({ urls: [process.env['QUORATE_URL'] ?? 'http://127.0.0.1:5000'] });

const { version, quorum } = await client.put('flags/dark-mode', { on: true });
console.log(`version ${version} is on the leader and ${quorum} followers`);

const entry = await client.get<{ on: boolean }>('flags/dark-mode');
console.log(entry?.value.on);

await client.delete('flags/dark-mode');
console.log(await client.get('flags/dark-mode'));

await client.close();
