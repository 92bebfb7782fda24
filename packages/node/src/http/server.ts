import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  bodyValidation,
  errorReply,
  parameterValidation,
  QuorateError,
  requestIdOf,
  toQuorateError,
} from '@quorate/protocol';
import { MAX_KEY_BYTES } from '@quorate/store';
import { Ajv } from 'ajv';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyServerFactory,
  fastify,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { answerBrokenRequest } from './broken-request.ts';
import type { TlsServers } from './tls-servers.ts';

export interface ServerOptions {
  /** Largest body taken from a client, in bytes. */
  readonly bodyLimit: number;
  readonly maxConnections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly log: Logger;
  /** With it the server speaks HTTPS, and nothing else. */
  readonly tls?: TlsServers | undefined;
}

/**
 * An HTTP server with Quorate's manners and no routes: strict validation, one shape of error, limits on all
 * that a client could pile up, and no log line per request.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { log, tls } = options;
  const run = randomBytes(4).toString('hex');
  let requests = 0;
  const http = {
    requireHostHeader: false,
    headersTimeout: options.headersTimeoutMs,
    connectionsCheckingInterval: 1_000,
  };
  const overTls: FastifyServerFactory | undefined =
    tls && (handler => tls.create(handler, http, options.requestTimeoutMs));
  const app: FastifyInstance = fastify({
    loggerInstance: forFastify(log),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit,
    requestTimeout: options.requestTimeoutMs,
    // A key in a path, each byte of it percent-encoded.
    routerOptions: { maxParamLength: 3 * MAX_KEY_BYTES },
    http,
    ...(overTls && { serverFactory: overTls }),
    // A logger for each request is not free, and nothing here would write to it.
    childLoggerFactory: logger => logger,
    return503OnClosing: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']) ?? `${run}-${(++requests).toString(36)}`,
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket),
    frameworkErrors: (error, request, reply) => {
      const refusal = toQuorateError(error);
      (reply as FastifyReply).code(refusal.statusCode).send(errorReply(refusal, String(request.id)));
    },
  });
  app.server.maxConnections = options.maxConnections;
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      // Some clients name a type with every request.
      const isEmpty = request.method === 'DELETE' && body.length === 0;
      done(null, isEmpty ? undefined : parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook('onRoute', route => {
    route.schema = {
      querystring: { type: 'object', properties: {}, additionalProperties: false },
      ...route.schema,
    };
  });
  app.addHook('onRequest', (request, reply, done) => {
    // Who calls its request something hears that it was understood.
    if (request.headers['x-request-id'] === request.id) reply.header('x-request-id', request.id);
    const fault = faultOf(request.raw);
    done(fault === undefined ? undefined : new QuorateError('INVALID_REQUEST', fault));
  });
  app.server.on('checkExpectation', (_request, response) => {
    const refusal = new QuorateError('INVALID_REQUEST', 'This server meets no expectation but 100-continue.');
    const body = JSON.stringify(errorReply(refusal, 'none'));
    const type = 'application/json; charset=utf-8';
    response.writeHead(refusal.statusCode, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    });
    response.end(body);
  });

  const bodies = new Ajv({ ...bodyValidation, strict: false, strictNumbers: true });
  const parameters = new Ajv({ ...parameterValidation, strict: false });
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? bodies : parameters).compile(schema),
  );

  app.setErrorHandler((error, request, reply) => {
    const refusal = toQuorateError(error);
    if (refusal.code === 'INTERNAL')
      log.error({ event: 'request_failed', requestId: request.id, err: error }, 'a request failed');
    if (refusal.statusCode === 503) reply.header('retry-after', '1');
    if (refusal.statusCode === 401) reply.header('www-authenticate', 'Bearer');
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

/** Fastify's own lines have no event name; below a warning the node says itself what there is to say. */
function forFastify(log: Logger): FastifyBaseLogger {
  return log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level });
}

/** Values are stored, never merged into objects, so a member named __proto__ is data like any other. */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) throw new QuorateError('INVALID_REQUEST', 'The body is empty; send a JSON object.');
  if (!isUtf8(body)) throw new QuorateError('INVALID_REQUEST', 'The body is not UTF-8; send JSON as UTF-8.');
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new QuorateError('INVALID_REQUEST', `The body is not JSON: ${(error as Error).message}.`);
  }
}

/** What Node and Fastify let pass. */
function faultOf({ url = '', headers, httpVersion }: IncomingMessage): string | undefined {
  if (httpVersion === '1.1' && headers.host === undefined) return 'The request has no host header.';
  const query = url.indexOf('?');
  if (query === -1 || !url.includes('%', query)) return undefined;
  try {
    decodeURIComponent(url.slice(query));
    return undefined;
  } catch {
    return 'The query is not percent-encoded UTF-8.';
  }
}
