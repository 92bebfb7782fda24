import { type Static, Type } from '@sinclair/typebox';
import { Exact, Version } from './schemas.ts';

const REQUEST_ID = /^[\w.:/+=-]{1,64}$/;
/** Version, trace, parent and flags: https://www.w3.org/TR/trace-context/, section 3.2. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The `x-request-id` of a client, or `undefined` for one that is not fit for a log. */
export function requestIdOf(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : undefined;
}

/** A W3C `traceparent`, taken apart. */
export interface TraceParent {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The caller's span: 16 hexadecimal digits. */
  readonly parentId: string;
  /** Two hexadecimal digits. */
  readonly flags: string;
}

/** One that is not well-formed counts as absent, as the standard asks. */
export function parseTraceparent(header: string | undefined): TraceParent | undefined {
  const [, traceId, parentId, flags] = TRACEPARENT.exec(header ?? '') ?? [];
  if (traceId === undefined || parentId === undefined || flags === undefined) return undefined;
  return { traceId, parentId, flags };
}

/** What a write's client calls it, which goes with the write to every follower. */
export const WriteOrigin = Exact({
  version: Version,
  requestId: Type.Optional(Type.String({ maxLength: 64, description: 'the client’s `x-request-id`' })),
  traceparent: Type.Optional(
    Type.String({ maxLength: 55, description: 'W3C trace context; its parent is the leader’s span' }),
  ),
});
export type WriteOrigin = Static<typeof WriteOrigin>;
