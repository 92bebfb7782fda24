import { bodyValidation, type WriteRequest } from '@quorate/protocol';
import fastify from 'fastify';
import { writeSchema } from './schemas.ts';
import { serve } from './serve.ts';

/**
 * The ceiling: one process that keeps each write in a Map and answers. No HTTP service on Fastify, whatever it
 * does with a write, takes more of them than this.
 */
const app = fastify({ ajv: { customOptions: bodyValidation } });
const entries = new Map<string, { value: unknown; version: number }>();
let version = 0;

app.post<{ Body: WriteRequest }>('/write', { schema: writeSchema }, (request, reply) => {
  const { key, value } = request.body;
  version++;
  entries.set(key, { value, version });
  reply.send({ key, version });
});

await serve(app);
