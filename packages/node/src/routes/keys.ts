import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply, KeyHeaders, KeyQuery, ListQuery, ListReply, ReadParams } from '@quorate/protocol';
import type { Store } from '@quorate/store';
import { Type } from '@sinclair/typebox';
import { DEFAULT_PAGE_LIMIT } from '../reads/limits.ts';
import { listKeys } from '../reads/list.ts';
import type { Reader } from '../reads/reader.ts';

/** `GET /keys/:key`, whose body is the value alone, and `GET /keys`, page by page. */
export const keysRoutes: FastifyPluginCallbackTypebox<{ store: Store; reader: Reader }> = (
  app,
  { store, reader },
  done,
) => {
  const errors = { '4xx': ErrorReply, '5xx': ErrorReply };

  app.get(
    '/keys/:key',
    {
      schema: {
        params: ReadParams,
        querystring: KeyQuery,
        headers: KeyHeaders,
        response: { 200: Type.Unknown({ description: 'the value' }), 304: Type.Null(), ...errors },
      },
      // The value is any JSON, which it is sent as: a string or null of JavaScript would be sent as text.
      serializerCompiler: () => value => JSON.stringify(value),
    },
    async ({ params: { key }, query, headers }, reply) => {
      const { value, version } = await reader.read(key, query, entry => entry);
      const etag = `"${version}"`;
      reply.header('etag', etag);
      if (matches(headers['if-none-match'], etag)) return reply.code(304).send(null);
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
    },
  );

  app.get(
    '/keys',
    { schema: { querystring: ListQuery, response: { 200: ListReply, ...errors } } },
    (request, reply) => {
      const { prefix = '', after = '', limit = DEFAULT_PAGE_LIMIT } = request.query;
      reply.send(listKeys(store, { prefix, after, limit }));
    },
  );
  done();
};

/** `If-None-Match` of RFC 9110: `*`, or a list of ETags that are compared without regard to weakness. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
