import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import { handOver } from '../http/hand-over.ts';

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
 * `GET /docs`: the OpenAPI document as a page, `/docs/json` and `/docs/yaml`, on a server of its own.
 */
export const docsRoutes: FastifyPluginCallback<DocsOptions> = (app, options, done) => {
  handOver(app, '/docs', () => build(options));
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
