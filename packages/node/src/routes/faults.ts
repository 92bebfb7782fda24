import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notLeader } from '@quorate/follower';
import type { Faults } from '@quorate/leader';
import {
  ActiveFault,
  ErrorReply,
  FaultParams,
  FaultRequest,
  FaultsReply,
  QuorateError,
} from '@quorate/protocol';
import type { Replica } from '../replica.ts';

export interface FaultsRouteOptions {
  readonly replica: Replica;
  /** Absent where faults are not allowed. */
  readonly faults: Faults | undefined;
}

/** `/faults`: faults on purpose between the leader and its followers, to see what they cost. */
export const faultsRoute: FastifyPluginCallbackTypebox<FaultsRouteOptions> = (
  app,
  { replica: { duty }, faults },
  done,
) => {
  const errors = { '4xx': ErrorReply, '5xx': ErrorReply };
  const all = { schema: { response: { 200: FaultsReply, ...errors } } };

  app.addHook('onRequest', async () => {
    if (duty.role === 'follower') throw notLeader(duty.follower);
  });

  app.get('/faults', all, (_request, reply) => {
    reply.send(faultsReply(faults));
  });

  app.post(
    '/faults',
    { schema: { body: FaultRequest, response: { 200: ActiveFault, ...errors } } },
    (request, reply) => {
      reply.send(allowed(faults).inject(request.body));
    },
  );

  app.delete('/faults', all, (_request, reply) => {
    faults?.endAll();
    reply.send(faultsReply(faults));
  });

  app.delete(
    '/faults/:id',
    { schema: { params: FaultParams, response: { 200: FaultsReply, ...errors } } },
    (request, reply) => {
      allowed(faults).end(request.params.id);
      reply.send(faultsReply(faults));
    },
  );
  done();
};

export function faultsReply(faults: Faults | undefined): FaultsReply {
  return { enabled: faults !== undefined, faults: faults?.active ?? [] };
}

function allowed(faults: Faults | undefined): Faults {
  if (faults !== undefined) return faults;
  throw new QuorateError(
    'FAULTS_DISABLED',
    'Faults on purpose are off; start the leader with FAULTS=true to have them.',
  );
}
