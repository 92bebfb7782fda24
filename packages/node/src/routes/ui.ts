import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { QuorateError } from '@quorate/protocol';
import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import { handOver } from '../http/hand-over.ts';

export interface UiOptions {
  /** A server without routes, with the manners of this node's own. */
  readonly createServer: () => FastifyInstance;
  /** Folder of the built page, with `index.html`; that of `packages/ui` if absent. */
  readonly folder?: string;
}

/** The page loads nothing from elsewhere, talks to this node alone, and is shown in no frame. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * `GET /ui`: the page that shows this node live, on a server of its own.
 */
export const uiRoutes: FastifyPluginCallback<UiOptions> = (app, options, done) => {
  const folder = options.folder ?? builtPage();
  handOver(app, '/ui', async () => {
    if (folder === undefined || !existsSync(`${folder}/index.html`))
      throw new QuorateError(
        'ROUTE_NOT_FOUND',
        'The page is not built on this node; run npm run build:ui, then ask again.',
      );
    return build(options.createServer, folder);
  });
  done();
};

async function build(createServer: () => FastifyInstance, folder: string): Promise<FastifyInstance> {
  const { fastifyStatic } = await import('@fastify/static');
  const ui = createServer();
  ui.addHook('onRequest', (_request, reply, next) => {
    reply.headers({
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    next();
  });
  ui.register(fastifyStatic, {
    root: folder,
    prefix: '/ui/',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite puts a hash of the content into the name of all but the page itself.
      const isHashed = /[\\/]assets[\\/]/.test(path);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  ui.get('/ui', { schema: { querystring: {} } }, (_request, reply) => reply.sendFile('index.html'));
  await ui.ready();
  return ui;
}

/** Where `npm run build:ui` puts the page; undefined where its package is not installed. */
function builtPage(): string | undefined {
  try {
    return fileURLToPath(new URL('dist', import.meta.resolve('@quorate/ui/package.json')));
  } catch {
    return undefined;
  }
}
