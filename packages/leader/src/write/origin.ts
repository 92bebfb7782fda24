import { randomBytes } from 'node:crypto';
import { parseTraceparent, requestIdOf, type WriteHeaders, type WriteOrigin } from '@quorate/protocol';

/** What a client calls its request, and the span that stands for it in this leader. */
export interface Origin {
  readonly requestId?: string;
  readonly trace?: {
    readonly traceId: string;
    /** The client's span. */
    readonly parentId: string;
    /** The leader's own. */
    readonly spanId: string;
    readonly flags: string;
  };
}

/** `undefined` for a request that is not called anything, which then costs nothing. */
export function originOf(headers: WriteHeaders): Origin | undefined {
  const requestId = requestIdOf(headers['x-request-id']);
  const parent = parseTraceparent(headers.traceparent);
  if (requestId === undefined && parent === undefined) return undefined;
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(parent === undefined ? {} : { trace: { ...parent, spanId: randomBytes(8).toString('hex') } }),
  };
}

/** What the followers are told of it: the leader's span is the parent of theirs. */
export function toldOrigin(version: number, { requestId, trace }: Origin): WriteOrigin {
  return {
    version,
    ...(requestId === undefined ? {} : { requestId }),
    ...(trace === undefined ? {} : { traceparent: `00-${trace.traceId}-${trace.spanId}-${trace.flags}` }),
  };
}
