import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { HealthReply, PingReply, ReadyReply, StatusReply } from '@quorate/protocol';
import { type Replica, unreadyReason } from '../replica.ts';
import { statusOf } from '../status.ts';

/** What operators and probes ask: none of it waits on anything. */
export const operatorRoutes: FastifyPluginCallbackTypebox<{ replica: Replica }> = (
  app,
  { replica },
  done,
) => {
  const { id, store, duty } = replica;
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
    reply.send(statusOf(replica));
  });
  done();
};
