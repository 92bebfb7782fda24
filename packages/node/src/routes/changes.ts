import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ChangesHeaders, ChangesQuery, ChangesReply, ErrorReply, QuorateError } from '@quorate/protocol';
import { formatCursor, isComplete, parseCursor } from '../changes/cursor.ts';
import { forgottenThrough, readChanges } from '../changes/page.ts';
import { streamChanges } from '../changes/stream.ts';
import { DEFAULT_PAGE_LIMIT } from '../reads/limits.ts';
import type { Replica } from '../replica.ts';

const EVENT_STREAM = 'text/event-stream';
/** Each holds a connection, and is woken by every write. */
export const MAX_STREAMS = 1_000;
const SLOW_READER_MS = 30_000;
/** Proxies cut a connection that is silent for half a minute or so. */
export const HEARTBEAT_MS = 15_000;

/** `GET /changes`: the newest change of each key in order of versions, as a page or as a live stream. */
export const changesRoute: FastifyPluginCallbackTypebox<{ replica: Replica }> = (app, { replica }, done) => {
  const streams = new Set<AbortController>();
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.abort();
    replica.watchers.notify();
  });

  app.get(
    '/changes',
    {
      // A HEAD that accepts events would begin a stream.
      exposeHeadRoute: false,
      schema: {
        querystring: ChangesQuery,
        headers: ChangesHeaders,
        response: { 200: ChangesReply, '4xx': ErrorReply, '5xx': ErrorReply },
      },
    },
    (request, reply) => {
      const { query, headers } = request;
      const { prefix = '', limit = DEFAULT_PAGE_LIMIT } = query;
      const collected = forgottenThrough(replica);
      const cursor = parseCursor(headers['last-event-id'] || query.since, collected);
      if (headers.accept?.includes(EVENT_STREAM) !== true || !isComplete(cursor, collected)) {
        const page = readChanges(replica, cursor, { prefix, limit });
        const changes = page.changes.map(({ change }) => change);
        reply.send({ changes, next: formatCursor(page.cursor), more: page.more });
        return;
      }
      if (streams.size >= MAX_STREAMS) {
        throw new QuorateError(
          'QUEUE_FULL',
          `${streams.size} readers follow this node's changes; ask another node.`,
        );
      }
      reply.hijack();
      const stream = new AbortController();
      streams.add(stream);
      reply.raw.writeHead(200, { 'content-type': EVENT_STREAM, 'cache-control': 'no-store' });
      reply.raw.flushHeaders();
      reply.raw.once('close', () => {
        stream.abort();
        // It may be waiting, and would keep its place until the next change.
        replica.watchers.notify();
      });
      void streamChanges(reply.raw, cursor, {
        replica,
        prefix,
        requestId: request.id,
        slowReaderMs: SLOW_READER_MS,
        heartbeatMs: HEARTBEAT_MS,
        signal: stream.signal,
      }).finally(() => streams.delete(stream));
    },
  );
  done();
};
