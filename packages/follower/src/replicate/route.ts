import { IncomingMessage } from 'node:http';
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import {
  EntriesQuery,
  EntriesReply,
  ErrorReply,
  NDJSON,
  QuorateError,
  RangeQuery,
  RangeReply,
  ReplicateReply,
  ReplicateRequest,
} from '@quorate/protocol';
import type { Follower } from '../follower.ts';
import { createGuard } from './guard.ts';
import { checkPeer } from './peer.ts';
import { serveBatches } from './stream.ts';

export interface ReplicateRouteOptions {
  readonly follower: Follower;
  readonly clusterToken?: string | undefined;
  /** A leader must show a certificate that this server's CA has signed, beside any token. */
  readonly mutualTls?: boolean | undefined;
  /** Largest batch taken, in bytes. */
  readonly bodyLimit: number;
}

/**
 * `POST /replicate`: the one way into a follower, for live writes and catch-up alike. The reads beside it
 * let a leader learn what a follower has, and compare.
 */
export const replicateRoute: FastifyPluginCallbackTypebox<ReplicateRouteOptions> = (app, options, done) => {
  const { follower } = options;
  const guard = createGuard(options.clusterToken);
  const errors = { '4xx': ErrorReply, '5xx': ErrorReply };

  // Before the body is read: a stranger gets no work out of this node.
  app.addHook('onRequest', async request => {
    if (options.mutualTls) checkPeer(request.raw.socket);
    guard(request.headers.authorization);
  });

  const streams = new Set<IncomingMessage>();
  app.addContentTypeParser(NDJSON, (_request, body, parsed) => parsed(null, body));
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.destroy();
  });

  app.post(
    '/replicate',
    {
      bodyLimit: options.bodyLimit,
      schema: {
        // Batches that come as a stream are validated one by one.
        body: { content: { 'application/json': { schema: ReplicateRequest }, [NDJSON]: { schema: {} } } },
        response: { 200: ReplicateReply, ...errors },
      },
    },
    (request, reply) => {
      if (!(request.body instanceof IncomingMessage))
        return follower.receive(request.body as ReplicateRequest);
      reply.hijack();
      const { raw } = request;
      const isBatch = request.compileValidationSchema(ReplicateRequest, 'body');
      streams.add(raw);
      raw.once('close', () => streams.delete(raw));
      serveBatches(raw, reply.raw, {
        requestId: request.id,
        maxBatchBytes: options.bodyLimit,
        receive: async line => {
          const batch: unknown = JSON.parse(line);
          if (!isBatch(batch)) throw invalidBatch();
          return follower.receive(batch as ReplicateRequest);
        },
      });
    },
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
  app.get(
    '/replicate/range',
    { schema: { querystring: RangeQuery, response: { 200: RangeReply, ...errors } } },
    (request, reply) => {
      const { after, limit, detail } = request.query;
      const { digest, last, fingerprints } = follower.range(after, limit);
      const { watermark, collected } = follower.state();
      reply.send({
        digest,
        last: last ?? null,
        watermark,
        collected,
        fingerprints: detail ? [...fingerprints] : [],
      });
    },
  );
  done();
};

function invalidBatch(): QuorateError {
  return new QuorateError(
    'INVALID_REQUEST',
    'The batch does not fit its schema; leader and follower must run one version.',
  );
}
