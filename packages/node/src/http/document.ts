import { readFileSync } from 'node:fs';
import { fastifySwagger } from '@fastify/swagger';
import { replicateRoute } from '@quorate/follower';
import { leaderRoutes } from '@quorate/leader';
import { tags } from '@quorate/protocol';
import type { FastifyInstance } from 'fastify';
import { describeOperation, type Part, sharedParts } from '../docs/describe.ts';
import { shareSchemas } from '../docs/shared-schemas.ts';

const DESCRIPTION =
  'Every node serves this same document; each route says where it works. Bodies are JSON, and nothing in them ' +
  'is coerced or dropped. Every error has one shape, with a stable `code`.\n\n' +
  'Keys are 1 to 512 bytes of well-formed UTF-8 (format `quorate-key`). Those that begin with U+0000 and ' +
  '`quorate/` are Quorate’s own and cannot be written (format `quorate-client-key`).';

/**
 * The OpenAPI 3.1 description of a whole cluster, the same whichever node makes it: the routes of both roles
 * are registered on a server that never serves, so that their schemas can be read.
 *
 * @param server a server without routes, which is closed before this resolves
 * @param commonRoutes registers the routes that every node has
 */
export async function describeApi(
  server: FastifyInstance,
  commonRoutes: (app: FastifyInstance) => void,
): Promise<Part> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Quorate',
        version,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' } as { name: string },
      },
      servers: [{ url: '/', description: 'The node that serves this document.' }],
      security: [],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    },
  });
  // In a plugin, so that swagger is there to see them. Nothing is ever asked of these routes.
  const unasked = {} as never;
  server.register((app, _options, done) => {
    commonRoutes(app);
    app.register(leaderRoutes, { leader: unasked });
    app.register(replicateRoute, { follower: unasked, bodyLimit: 1 });
    done();
  });
  await server.ready();
  const made = server.swagger() as unknown as Part & { paths: Record<string, Record<string, Part>> };
  await server.close();

  const described = Object.entries(made.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [
        method,
        describeOperation(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operation),
      ]),
    ),
  ]);
  const { parts: paths, schemas } = shareSchemas(Object.fromEntries(described) as Part);
  return { ...made, paths, components: { schemas, ...sharedParts() } };
}
