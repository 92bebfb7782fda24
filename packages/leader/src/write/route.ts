import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import {
  BatchReply,
  BatchRequest,
  ConditionalHeaders,
  DeleteQuery,
  ErrorReply,
  KeyParams,
  PutQuery,
  TraceQuery,
  WriteHeaders,
  WriteReply,
  WriteRequest,
  WriteStatus,
  WriteStatusParams,
} from '@quorate/protocol';
import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import type { Leader } from '../leader.ts';
import type { Outcome } from './outcome.ts';
import { submissionOfBatch, submissionOfDelete, submissionOfPut, submissionOfWrite } from './submission.ts';

/** Every way to write, and `GET /writes/:version` for what became of one. */
export const writeRoutes: FastifyPluginCallbackTypebox<{ leader: Leader }> = (app, { leader }, done) => {
  const errors = { '4xx': ErrorReply, '5xx': ErrorReply };
  const single = { 200: WriteReply, ...errors };

  app.post(
    '/write',
    { schema: { body: WriteRequest, querystring: TraceQuery, headers: WriteHeaders, response: single } },
    async ({ body, query, headers }, reply) => {
      const outcome = await leader.write(submissionOfWrite(body, query, headers, Date.now()));
      return singleReply(body.key, outcome, reply);
    },
  );

  app.put(
    '/keys/:key',
    {
      schema: {
        params: KeyParams,
        querystring: PutQuery,
        headers: ConditionalHeaders,
        body: Type.Unknown({ description: 'the value' }),
        response: single,
      },
    },
    async ({ params: { key }, query, headers, body }, reply) => {
      const outcome = await leader.write(submissionOfPut(key, body, query, headers, Date.now()));
      reply.header('etag', `"${outcome.lastVersion}"`);
      return singleReply(key, outcome, reply);
    },
  );

  app.delete(
    '/keys/:key',
    {
      schema: { params: KeyParams, querystring: DeleteQuery, headers: ConditionalHeaders, response: single },
    },
    async ({ params: { key }, query, headers }, reply) =>
      singleReply(key, await leader.write(submissionOfDelete(key, query, headers)), reply),
  );

  app.post(
    '/batch',
    {
      schema: {
        body: BatchRequest,
        querystring: TraceQuery,
        headers: WriteHeaders,
        response: { 200: BatchReply, ...errors },
      },
    },
    async ({ body, query, headers }, reply): Promise<BatchReply> => {
      const { replayed, ...outcome } = await leader.write(
        submissionOfBatch(body, query, headers, Date.now()),
      );
      markReplayed(replayed, reply);
      return outcome;
    },
  );

  app.get(
    '/writes/:version',
    { schema: { params: WriteStatusParams, response: { 200: WriteStatus, ...errors } } },
    (request, reply) => {
      reply.send(leader.writeStatus(request.params.version));
    },
  );
  done();
};

function singleReply(key: string, outcome: Outcome, reply: FastifyReply): WriteReply {
  const { replayed, firstVersion, lastVersion, ...answer } = outcome;
  markReplayed(replayed, reply);
  return { key, version: lastVersion, ...answer };
}

/** As Stripe's API names it. */
function markReplayed(replayed: boolean, reply: FastifyReply): void {
  if (replayed) reply.header('idempotent-replayed', 'true');
}
