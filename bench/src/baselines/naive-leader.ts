import { bodyValidation, type WriteRequest } from '@quorate/protocol';
import fastify from 'fastify';
import { Pool } from 'undici';
import { writeSchema } from './schemas.ts';
import { serve } from './serve.ts';

const CONNECTIONS_PER_FOLLOWER = 64;

/**
 * The textbook leader: posts each write to each follower in a request of its own, and answers after `quorum`
 * of them did. Everything stays in memory, and nothing is retried: it is what one would write first.
 */
const app = fastify({ ajv: { customOptions: bodyValidation } });
const followers = process.argv.slice(2).map(url => ({
  url,
  pool: new Pool(url, { connections: CONNECTIONS_PER_FOLLOWER }),
  acks: 0,
}));
const entries = new Map<string, { value: unknown; version: number }>();
let version = 0;

app.post<{ Body: WriteRequest }>('/write', { schema: writeSchema }, async request => {
  const { key, value, quorum = 1 } = request.body;
  const entry = { key, value, version: ++version };
  entries.set(key, entry);
  const body = JSON.stringify(entry);
  await new Promise<void>((resolve, reject) => {
    let acks = 0;
    let losses = 0;
    for (const follower of followers) {
      post(follower.pool, body).then(
        () => {
          follower.acks++;
          if (++acks === quorum) resolve();
        },
        error => {
          if (++losses > followers.length - quorum) reject(error);
        },
      );
    }
  });
  return { key, version: entry.version };
});

/** Members as in Quorate's status. Nothing is ever lost here, so acks counted stand for the watermark. */
app.get('/status', () => ({
  version,
  followers: followers.map(({ url, acks }) => ({ follower: url, watermark: acks })),
}));

async function post(pool: Pool, body: string): Promise<void> {
  const reply = await pool.request({
    method: 'POST',
    path: '/replicate',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await reply.body.dump();
  if (reply.statusCode !== 200) throw new Error(`A follower answered ${reply.statusCode}.`);
}

await serve(app);
