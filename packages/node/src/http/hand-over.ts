import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Hands requests for `path`, and for all below it, to a server of their own, which is built when it is first asked
 * for: a node that is never asked loads none of it. What was not built is tried anew by the next request.
 *
 * @param build resolves to a server that is ready
 */
export function handOver(app: FastifyInstance, path: string, build: () => Promise<FastifyInstance>): void {
  let building: Promise<FastifyInstance> | undefined;

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    building ??= build();
    const server = await building.catch(error => {
      building = undefined;
      throw error;
    });
    reply.hijack();
    server.routing(request.raw, reply.raw);
  }
  // What comes after the path is for the other server to judge.
  const schema = { querystring: {}, hide: true };
  app.get(path, { schema }, serve);
  app.get(`${path}/*`, { schema }, serve);
  app.addHook('onClose', async () => {
    await (await building?.catch(() => undefined))?.close();
  });
}
