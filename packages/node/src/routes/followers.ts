import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notLeader } from '@quorate/follower';
import { ErrorReply, FollowerParams, ReadQuery, ReadReply } from '@quorate/protocol';
import type { Replica } from '../replica.ts';

/**
 * `GET /followers/:place/read`: what one follower answers to `GET /read`, asked through the leader. For readers who
 * reach only this node, such as a page that may speak to nobody else.
 */
export const followersRoute: FastifyPluginCallbackTypebox<{ replica: Replica }> = (
  app,
  { replica: { duty } },
  done,
) => {
  app.get(
    '/followers/:place/read',
    {
      exposeHeadRoute: false,
      schema: {
        params: FollowerParams,
        querystring: ReadQuery,
        response: { 200: ReadReply, '4xx': ErrorReply, '5xx': ErrorReply },
      },
    },
    async ({ params, query, headers }, reply) => {
      if (duty.role === 'follower') throw notLeader(duty.follower);
      const asked = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
      const path = `/read?${new URLSearchParams(asked)}`;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const { authorization } = headers;
      const asker = { authorization, gone: gone.signal };
      const { status, body } = await duty.leader.askFollower(params.place, path, asker);
      reply.code(status).type('application/json; charset=utf-8');
      return reply.send(body as unknown as ReadReply);
    },
  );
  done();
};
