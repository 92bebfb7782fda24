import type { ListReply } from '@quorate/protocol';
import type { Answer, Caller } from './call.ts';
import { errorOf } from './errors.ts';
import { READ_ATTEMPT_MS } from './limits.ts';
import type { ListOptions } from './options.ts';
import { pathOf } from './path.ts';
import type { Entry } from './read.ts';

/**
 * Every entry, in the order of the keys' UTF-8 bytes, a page in memory at a time. Each page is as it was when
 * it was read, from one node as long as that one answers; a list under writes is no snapshot of one moment.
 */
export async function* list(
  call: Caller,
  { prefix, pageSize, after: start, ...options }: ListOptions,
): AsyncGenerator<Entry> {
  let after = start;
  let url: string | undefined;
  do {
    const path = pathOf('/keys', { prefix, after, limit: pageSize });
    const answer: Answer = await call(
      { method: 'GET', path, kind: 'read', where: 'any', prefer: url, attemptMs: READ_ATTEMPT_MS },
      options,
    );
    const page = answer.body as ListReply;
    // A page that leads nowhere must not be asked for again and again.
    if (!Array.isArray(page?.entries) || (page.next !== undefined && page.next === after)) {
      throw errorOf({ code: 'BAD_ANSWER', message: `${answer.url} gave no page of keys; check the URL.` });
    }
    yield* page.entries;
    url = answer.url;
    after = page.next;
  } while (after !== undefined);
}
