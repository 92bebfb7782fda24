import { bodyValidation } from '@quorate/protocol';
import fastify from 'fastify';
import { serve } from './serve.ts';

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
}

/** Takes one entry for each request; the higher version stands, since requests may overtake each other. */
const app = fastify({ ajv: { customOptions: bodyValidation } });
const entries = new Map<string, Entry>();

const version = { type: 'integer' };
const schema = {
  body: {
    type: 'object',
    properties: { key: { type: 'string' }, value: {}, version },
    required: ['key', 'value', 'version'],
    additionalProperties: false,
  },
  response: { 200: { type: 'object', properties: { version } } },
};

app.post<{ Body: Entry }>('/replicate', { schema }, (request, reply) => {
  const entry = request.body;
  if (entry.version > (entries.get(entry.key)?.version ?? 0)) entries.set(entry.key, entry);
  reply.send({ version: entry.version });
});

await serve(app);
