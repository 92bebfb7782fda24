import { Readable } from 'node:stream';
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { type DumpEntry, DumpQuery, DumpReply, ErrorReply } from '@quorate/protocol';
import type { Put, Store } from '@quorate/store';
import { Type } from '@sinclair/typebox';
import { visible } from '../reads/reader.ts';

const PAGE = { limit: 1_000, maxBytes: 256 << 10 };

/**
 * `GET /dump`: every live entry, in order of the keys' UTF-8 bytes, a page in memory at a time. Each key
 * stands in it once, as it was when its page was read; a dump under writes is no snapshot of one moment.
 */
export const dumpRoute: FastifyPluginCallbackTypebox<{ store: Store }> = (app, { store }, done) => {
  // A stream passes the serializer by: the schema is for the documentation.
  const response = { 200: Type.Unsafe<Readable>(DumpReply), '4xx': ErrorReply };
  app.get('/dump', { schema: { querystring: DumpQuery, response } }, (request, reply) => {
    const wantsLines = request.headers.accept?.includes('application/x-ndjson') === true;
    const format = request.query.format ?? (wantsLines ? 'ndjson' : 'json');
    reply.header(
      'content-type',
      format === 'ndjson' ? 'application/x-ndjson' : 'application/json; charset=utf-8',
    );
    reply.code(200).send(Readable.from(format === 'ndjson' ? lines(store) : document(store)));
  });
  done();
};

async function* document(store: Store): AsyncGenerator<string> {
  let separator = '';
  yield '{"entries":[';
  for (const page of pages(store)) {
    yield separator + page.join(',');
    separator = ',';
  }
  yield ']}';
}

async function* lines(store: Store): AsyncGenerator<string> {
  for (const page of pages(store)) yield `${page.join('\n')}\n`;
}

/** Live entries as JSON, a page at a time; no page is empty. */
function* pages(store: Store): Generator<string[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { entries, next } = store.pageByKey(after, PAGE);
    const live = entries.map(visible).filter(entry => entry !== undefined);
    if (live.length > 0) yield live.map(entry => JSON.stringify(dumped(entry)));
    after = next;
  }
}

function dumped({ key, value, version, expiresAtMs }: Put): DumpEntry {
  return { key, value, version, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
}
