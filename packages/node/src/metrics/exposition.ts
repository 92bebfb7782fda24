import { collectDefaultMetrics, type Metric as PromMetric, Registry } from 'prom-client';
import type { Metric } from './metric.ts';

/** Gauges that are named like counters, against the convention that Prometheus checks. */
const MISNAMED = [
  'nodejs_active_resources_total',
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
];

/** Metrics as Prometheus reads them, with those of the process; prom-client writes the text, and counts nothing. */
export function createExposition(metrics: readonly Metric[]): Registry {
  const registry = new Registry();
  for (const { samples, ...about } of metrics) {
    // A registry asks no more of a metric than its name, and what get() resolves to.
    const metric = { ...about, get: async () => ({ ...about, values: await samples() }) };
    registry.registerMetric(metric as unknown as PromMetric);
  }
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  return registry;
}
