import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply, ReadQuery, ReadReply } from '@quorate/protocol';
import type { Reader } from '../reads/reader.ts';
import type { Replica } from '../replica.ts';

/** `GET /read`: `local` at once; with a stronger level or a version, once the node can say so. */
export const readRoute: FastifyPluginCallbackTypebox<{ replica: Replica; reader: Reader }> = (
  app,
  { replica: { duty }, reader },
  done,
) => {
  const response = { 200: ReadReply, '4xx': ErrorReply, '5xx': ErrorReply };
  app.get('/read', { schema: { querystring: ReadQuery, response } }, async request => {
    const { key, ...demands } = request.query;
    return reader.read(key, demands, ({ value, version }): ReadReply => {
      if (duty.role === 'follower') return { key, value, version };
      return { key, value, version, committed: duty.leader.isCommitted(version) };
    });
  });
  done();
};
