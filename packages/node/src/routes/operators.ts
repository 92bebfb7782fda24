import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { HealthReply, PingReply, ReadyReply, StatusReply } from '@quorate/protocol';
import { leaderUrl, type Replica, unreadyReason } from '../replica.ts';

/** What operators and probes ask: none of it waits on anything. */
export const operatorRoutes: FastifyPluginCallbackTypebox<{ replica: Replica }> = (
  app,
  { replica },
  done,
) => {
  const { id, url, store, duty, startedMs } = replica;
  const { role } = duty;

  app.get('/ping', { schema: { response: { 200: PingReply } } }, (_request, reply) => {
    reply.send({
      status: 'ok',
      role,
      id,
      epoch: store.promises.promised?.epoch ?? -1,
      version: store.lastVersion,
    });
  });

  app.get('/healthz', { schema: { response: { 200: HealthReply } } }, (_request, reply) => {
    reply.send({ status: 'ok' });
  });

  app.get('/readyz', { schema: { response: { 200: ReadyReply, 503: ReadyReply } } }, (_request, reply) => {
    const reason = unreadyReason(replica);
    if (reason === undefined) reply.send({ status: 'ready' });
    else reply.code(503).send({ status: 'not ready', reason });
  });

  app.get('/status', { schema: { response: { 200: StatusReply } } }, (_request, reply) => {
    const { promised, watermark } = store.promises;
    reply.send({
      id,
      role,
      url,
      leader: leaderUrl(replica),
      epoch: promised?.epoch ?? -1,
      version: store.lastVersion,
      watermark,
      digest: store.digest,
      keys: store.liveKeys,
      durability: store.durability,
      uptimeMs: Math.round(performance.now() - startedMs),
      ...(duty.role === 'leader'
        ? {
            writeQuorum: duty.leader.writeQuorum,
            followers: [...duty.leader.progress()],
            quorumCurve: [...duty.leader.quorumCurve()],
          }
        : {}),
    });
  });
  done();
};
