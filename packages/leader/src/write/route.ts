import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply, WriteReply, WriteRequest, WriteStatus, WriteStatusParams } from '@quorate/protocol';
import type { Leader } from '../leader.ts';

/** `POST /write`, and `GET /writes/:version` for what became of one. */
export const writeRoutes: FastifyPluginCallbackTypebox<{ leader: Leader }> = (app, { leader }, done) => {
  const errors = { '4xx': ErrorReply, '5xx': ErrorReply };
  app.post('/write', { schema: { body: WriteRequest, response: { 200: WriteReply, ...errors } } }, request =>
    leader.write(request.body),
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
