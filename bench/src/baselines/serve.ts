import type { FastifyInstance } from 'fastify';

/** What a baseline tells its parent, once, when it takes requests. */
export interface Ready {
  readonly url: string;
}

/** Listens on a free loopback port, reports it to the parent, and ends when the parent is gone. */
export async function serve(app: FastifyInstance): Promise<void> {
  process.on('disconnect', () => process.exit());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const ready: Ready = { url };
  process.send?.(ready);
}
