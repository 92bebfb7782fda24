import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { METRICS_TYPE, MetricsReply } from '@quorate/protocol';
import type { Registry } from 'prom-client';
import type { Metric } from '../metrics/metric.ts';

export interface MetricsOptions {
  /** Named when they are first asked for. */
  readonly metrics: () => readonly Metric[];
}

/** `GET /metrics`, as Prometheus reads it. A node that is never asked loads none of what writes it. */
export const metricsRoute: FastifyPluginCallbackTypebox<MetricsOptions> = (app, { metrics }, done) => {
  let building: Promise<Registry> | undefined;

  app.get(
    '/metrics',
    { schema: { response: { 200: { content: { [METRICS_TYPE]: { schema: MetricsReply } } } } } },
    async (_request, reply) => {
      building ??= import('../metrics/exposition.ts').then(({ createExposition }) =>
        createExposition(metrics()),
      );
      const registry = await building;
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
  done();
};
