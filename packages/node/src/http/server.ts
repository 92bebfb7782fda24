import { randomBytes } from 'node:crypto';
import {
  bodyValidation,
  errorReply,
  parameterValidation,
  QuorateError,
  toQuorateError,
} from '@quorate/protocol';
import { Ajv } from 'ajv';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  fastify,
  LogController,
} from 'fastify';
import { answerBrokenRequest } from './broken-request.ts';

export interface ServerOptions {
  /** Largest body taken from a client, in bytes. */
  readonly bodyLimit: number;
  readonly maxConnections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly log: FastifyBaseLogger;
}

/**
 * An HTTP server with Quorate's manners and no routes: strict validation, one shape of error, limits on all
 * that a client could pile up, and no log line per request.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { log } = options;
  const run = randomBytes(4).toString('hex');
  let requests = 0;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit,
    requestTimeout: options.requestTimeoutMs,
    http: { headersTimeout: options.headersTimeoutMs, connectionsCheckingInterval: 1_000 },
    // Values are stored, never merged into objects, so a member named __proto__ is data like any other.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    return503OnClosing: false,
    genReqId: () => `${run}-${(++requests).toString(36)}`,
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket),
    frameworkErrors: (error, request, reply) => {
      const refusal = toQuorateError(error);
      (reply as FastifyReply).code(refusal.statusCode).send(errorReply(refusal, String(request.id)));
    },
  });
  app.server.maxConnections = options.maxConnections;
  app.removeContentTypeParser('text/plain');

  const bodies = new Ajv({ ...bodyValidation, strict: false });
  const parameters = new Ajv({ ...parameterValidation, strict: false });
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? bodies : parameters).compile(schema),
  );

  app.setErrorHandler((error, request, reply) => {
    const refusal = toQuorateError(error);
    if (refusal.code === 'INTERNAL')
      log.error({ event: 'request_failed', requestId: request.id, err: error }, 'a request failed');
    if (refusal.statusCode === 503) reply.header('retry-after', '1');
    reply.code(refusal.statusCode).send(errorReply(refusal, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    const refusal = new QuorateError(
      'ROUTE_NOT_FOUND',
      `There is no ${request.method} ${request.url.split('?')[0]} here; the README lists what there is.`,
    );
    reply.code(404).send(errorReply(refusal, request.id));
  });
  return app;
}
