import { QuorateError } from '@quorate/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Demand, demandOf, includes, isScope } from '../access/scope.ts';
import { type ClientToken, findToken } from '../access/tokens.ts';

const callers = new WeakMap<FastifyRequest, ClientToken>();

/** Name of the token that the request showed; `undefined` where none are asked for. */
export function callerOf(request: FastifyRequest): string | undefined {
  return callers.get(request)?.name;
}

/**
 * Asks every request for a token of the scope that its route needs, before its body is read. To be called before the
 * routes are registered. Without tokens everybody may do everything.
 */
export function restrictAccess(app: FastifyInstance, tokens: readonly ClientToken[]): void {
  if (tokens.length === 0) return;
  app.addHook('onRequest', (request, _reply, done) => {
    const { url } = request.routeOptions;
    // Where there is no route there is nothing to protect.
    done(url === undefined ? undefined : refusalOf(request, demandOf(request.method, url)));
  });

  function refusalOf(request: FastifyRequest, demand: Demand): QuorateError | undefined {
    if (!isScope(demand)) return undefined;
    const token = findToken(tokens, request.headers.authorization);
    if (token === undefined) {
      return new QuorateError(
        'UNAUTHORIZED',
        'This node asks for a token: send the header authorization: Bearer TOKEN.',
      );
    }
    if (!includes(token.scope, demand)) {
      return new QuorateError(
        'FORBIDDEN',
        `This needs a token with the scope ${demand}; yours has the scope ${token.scope}.`,
      );
    }
    callers.set(request, token);
    return undefined;
  }
}
