import type { FastifyInstance, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';

export interface DocsOptions {
  /** A server without routes, with the manners of this node's own. */
  readonly createServer: () => FastifyInstance;
  /** Registers the routes that every node has. */
  readonly commonRoutes: (app: FastifyInstance) => void;
}

/**
 * Nothing from elsewhere, no style but the page's own and the one that its script sets; and no upgrade to HTTPS,
 * which a node without a certificate does not speak.
 */
const CSP =
  "default-src 'self'; base-uri 'self'; frame-ancestors 'self'; img-src 'self' data:; object-src 'none'; " +
  "script-src 'self'; script-src-attr 'none'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/**
 * `GET /docs`: the OpenAPI document as a page, `/docs/json` and `/docs/yaml`. Built when first asked for, on a
 * server of its own that requests are handed to: a node that is never asked loads none of it.
 */
export const docsRoutes: FastifyPluginCallback<DocsOptions> = (app, options, done) => {
  let building: Promise<FastifyInstance> | undefined;

  async function handOver(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    building ??= build(options);
    const docs = await building;
    reply.hijack();
    docs.routing(request.raw, reply.raw);
  }
  // What comes after the path is for the other server to judge.
  const schema = { querystring: {}, hide: true };
  app.get('/docs', { schema }, handOver);
  app.get('/docs/*', { schema }, handOver);
  app.addHook('onClose', async () => {
    await (await building?.catch(() => undefined))?.close();
  });
  done();
};

async function build({ createServer, commonRoutes }: DocsOptions): Promise<FastifyInstance> {
  const [{ describeApi }, { fastifySwagger }, { fastifySwaggerUi }] = await Promise.all([
    import('../http/document.ts'),
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const document = await describeApi(createServer(), commonRoutes);
  const docs = createServer();
  docs.register(fastifySwagger, { mode: 'static', specification: { document: document as never } });
  docs.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: CSP,
    // Else the page shows a badge from a validator elsewhere.
    uiConfig: { validatorUrl: null, tryItOutEnabled: true },
    theme: { title: 'Quorate API' },
  });
  await docs.ready();
  return docs;
}
