import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fastifyRateLimit } from '@fastify/rate-limit';
import { fastifyUnderPressure } from '@fastify/under-pressure';
import { QuorateError } from '@quorate/protocol';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { RefusalReason } from '../metrics/counts.ts';
import { callerOf } from './access.ts';
import { oldHeapLimitBytes, oldHeapUsedBytes } from './heap.ts';
import { createOverloadCheck, RESOLUTION_MS } from './overload.ts';
import { isVital } from './vital.ts';

export interface PressureOptions {
  /** Delay of the event loop above which requests are refused, in milliseconds; 0: never. */
  readonly maxEventLoopDelayMs: number;
  /** The same for the heap, in percent of what the process may use; 0: never. */
  readonly maxHeapPercent: number;
  /** Requests of one client in a second; 0: as many as it likes. */
  readonly ratePerSecond: number;
  /** Clients are told apart by their tokens, rather than by their addresses. */
  readonly hasTokens: boolean;
  readonly onRefused: (reason: RefusalReason) => void;
}

const SAMPLE_MS = 250;
/** Clients that are remembered; beyond it, the one that was longest silent is forgotten. */
const MAX_CLIENTS = 10_000;

/**
 * Refuses requests before memory or latency run away, and those of a client that asks too much. To be called before
 * the routes are registered. Resident memory is not looked at: it counts what LMDB has mapped, which the system
 * takes back when it needs it.
 */
export function relievePressure(app: FastifyInstance, options: PressureOptions): void {
  app.addHook('onRoute', route => {
    if (isVital(route.url)) Object.assign(configOf(route), { pressureHandler: () => {}, rateLimit: false });
  });
  shedLoad(app, options);
  if (options.ratePerSecond > 0) limitRate(app, options);
}

/** The plugin's own limit of the delay takes a start that is slow for an overload: see {@link createOverloadCheck}. */
function shedLoad(
  app: FastifyInstance,
  { maxEventLoopDelayMs, maxHeapPercent, onRefused }: PressureOptions,
): void {
  if (maxEventLoopDelayMs === 0 && maxHeapPercent === 0) return;
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  app.addHook('onClose', async () => void delays.disable());
  const isOverloaded = createOverloadCheck(
    { maxEventLoopDelayMs, maxHeapBytes: (oldHeapLimit() * maxHeapPercent) / 100 },
    {
      nowMs: () => performance.now(),
      heapUsedBytes: oldHeapUsedBytes,
      delays,
    },
  );
  app.register(fastifyUnderPressure, {
    healthCheck: async () => !isOverloaded(),
    healthCheckInterval: SAMPLE_MS,
    pressureHandler: async () => {
      onRefused('overloaded');
      throw new QuorateError(
        'OVERLOADED',
        'This node is overloaded; nothing was stored. Try again after a pause.',
      );
    },
  });
}

function limitRate(app: FastifyInstance, { ratePerSecond, hasTokens, onRefused }: PressureOptions): void {
  app.register(fastifyRateLimit, {
    max: ratePerSecond,
    timeWindow: 1_000,
    cache: MAX_CLIENTS,
    enableDraftSpec: true,
    ...(hasTokens ? { keyGenerator: request => callerOf(request) ?? request.ip } : {}),
    errorResponseBuilder: () => {
      onRefused('rate_limited');
      return new QuorateError(
        'RATE_LIMITED',
        `This node takes ${ratePerSecond} requests a second from one client; nothing was stored. Try again after a pause.`,
      );
    },
  });
}

function configOf(route: RouteOptions): object {
  route.config ??= {};
  return route.config;
}

function oldHeapLimit(): number {
  return oldHeapLimitBytes([...process.execArgv, process.env['NODE_OPTIONS'] ?? '']);
}
