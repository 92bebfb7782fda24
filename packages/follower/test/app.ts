import {
  bodyValidation,
  errorReply,
  parameterValidation,
  type ReplicateRequest,
  toQuorateError,
} from '@quorate/protocol';
import { openMemoryStore, type Store } from '@quorate/store';
import { Ajv } from 'ajv';
import { type FastifyInstance, fastify } from 'fastify';
import type { Test } from 'tap';
import { createFollower, type Follower, followerRoutes } from '../src/index.ts';

export interface App {
  readonly app: FastifyInstance;
  readonly follower: Follower;
  readonly store: Store;
  /** Sends a batch; a string goes as it is. */
  readonly replicate: (batch: ReplicateRequest | string, headers?: Record<string, string>) => Promise<Answer>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A follower’s routes on a server with the node’s validation and errors. */
export function createApp(t: Test, options: { clusterToken?: string; bodyLimit?: number } = {}): App {
  const app = fastify({ onProtoPoisoning: 'ignore', onConstructorPoisoning: 'ignore' });
  t.teardown(() => app.close());
  app.removeContentTypeParser('text/plain');
  const bodies = new Ajv({ ...bodyValidation, strict: false });
  const parameters = new Ajv({ ...parameterValidation, strict: false });
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? bodies : parameters).compile(schema),
  );
  app.setErrorHandler((error, request, reply) => {
    const refusal = toQuorateError(error);
    reply.code(refusal.statusCode).send(errorReply(refusal, request.id));
  });
  const store = openMemoryStore();
  const follower = createFollower({ store, incarnation: 'f' });
  app.register(followerRoutes, { follower, bodyLimit: 10_000, ...options });
  return {
    app,
    follower,
    store,
    replicate: async (batch, headers = {}) => {
      const payload = typeof batch === 'string' ? batch : JSON.stringify(batch);
      const response = await app.inject({
        method: 'POST',
        url: '/replicate',
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      });
      return { status: response.statusCode, body: response.json() as unknown };
    },
  };
}
