import type { Socket } from 'node:net';
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ErrorReply, LiveState, QuorateError } from '@quorate/protocol';
import type { Live } from '../live/live.ts';

/** Each holds a connection and one event that it has not taken yet. */
const MAX_READERS = 100;
/** A reader that does not take what was sent within this time is cut, in milliseconds. */
const SLOW_READER_MS = 10_000;

/** `GET /live`: the state of the node twice a second, as server-sent events. */
export const liveRoute: FastifyPluginCallbackTypebox<{ live: Live }> = (app, { live }, done) => {
  const responses = new Set<{ end(): void }>();
  /** Answers behind a stream on the same connection would never go out, and hold their places. */
  const taken = new WeakSet<Socket>();
  app.addHook('preClose', async () => {
    for (const response of responses) response.end();
  });

  app.get(
    '/live',
    {
      // A HEAD would begin a stream.
      exposeHeadRoute: false,
      schema: {
        response: {
          200: { content: { 'text/event-stream': { schema: LiveState } } },
          '4xx': ErrorReply,
          '5xx': ErrorReply,
        },
      },
    },
    ({ raw: { socket } }, reply) => {
      if (taken.has(socket))
        throw new QuorateError(
          'INVALID_REQUEST',
          'This connection has a live stream already; open another one.',
        );
      if (live.readers >= MAX_READERS)
        throw new QuorateError(
          'QUEUE_FULL',
          `${live.readers} readers look at this node; look at another one.`,
        );
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      let cut: NodeJS.Timeout | undefined;
      raw.on('drain', () => {
        clearTimeout(cut);
        cut = undefined;
      });
      const stop = live.watch(state => {
        // It has not taken the last one yet, and would otherwise have them all piled up here.
        if (cut !== undefined) return;
        if (!raw.write(`event: state\ndata: ${state}\n\n`))
          cut = setTimeout(() => raw.destroy(), SLOW_READER_MS);
      });
      responses.add(raw);
      taken.add(socket);
      raw.once('close', () => {
        clearTimeout(cut);
        stop();
        responses.delete(raw);
      });
    },
  );
  done();
};
