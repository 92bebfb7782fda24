import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { EntriesQuery, EntriesReply, ErrorReply, ReplicateReply, ReplicateRequest } from '@quorate/protocol';
import type { Follower } from '../follower.ts';
import { createGuard } from './guard.ts';

export interface ReplicateRouteOptions {
  readonly follower: Follower;
  readonly clusterToken?: string | undefined;
  /** Largest batch taken, in bytes. */
  readonly bodyLimit: number;
}

/**
 * `POST /replicate`: the one way into a follower, for live writes and catch-up alike. The two reads beside it
 * let a leader learn what a follower has before it asks for anything.
 */
export const replicateRoute: FastifyPluginCallbackTypebox<ReplicateRouteOptions> = (app, options, done) => {
  const { follower } = options;
  const guard = createGuard(options.clusterToken);
  const errors = { '4xx': ErrorReply, '5xx': ErrorReply };

  // Before the body is read: a stranger gets no work out of this node.
  app.addHook('onRequest', async request => guard(request.headers.authorization));

  app.post(
    '/replicate',
    {
      bodyLimit: options.bodyLimit,
      schema: { body: ReplicateRequest, response: { 200: ReplicateReply, ...errors } },
    },
    request => follower.receive(request.body),
  );

  app.get('/replicate', { schema: { response: { 200: ReplicateReply, ...errors } } }, (_request, reply) => {
    reply.send(follower.state());
  });

  app.get(
    '/replicate/entries',
    { schema: { querystring: EntriesQuery, response: { 200: EntriesReply, ...errors } } },
    (request, reply) => {
      const { after, limit } = request.query;
      reply.send(follower.entriesAbove(after, limit) as EntriesReply);
    },
  );
  done();
};
