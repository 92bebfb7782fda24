import { QuorateError } from '@quorate/protocol';
import type { FastifyPluginCallback } from 'fastify';
import type { Follower } from '../follower.ts';

/** What only the leader does answers 421 here, with the leader's URL once this follower has heard from it. */
export const refuseWrites: FastifyPluginCallback<{ follower: Follower }> = (app, { follower }, done) => {
  const refuse = async () => {
    throw notLeader(follower);
  };
  app.post('/write', { onRequest: refuse }, refuse);
  app.post('/batch', { onRequest: refuse }, refuse);
  app.put('/keys/:key', { onRequest: refuse }, refuse);
  app.delete('/keys/:key', { onRequest: refuse }, refuse);
  app.get('/writes/:version', { onRequest: refuse }, refuse);
  done();
};

export function notLeader(follower: Follower): QuorateError {
  const url = follower.leader?.url ?? null;
  const hint =
    url === null ? 'its leader has not been in touch yet; try again soon.' : `send this to ${url}.`;
  return new QuorateError('NOT_LEADER', `This node is a follower; ${hint}`, { leader: url });
}
