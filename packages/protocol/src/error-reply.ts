import { StorageError } from '@quorate/store';
import { type Static, Type } from '@sinclair/typebox';
import { type ErrorCode, errorTable, QuorateError } from './errors.ts';
import { Exact, WatermarkVersion } from './schemas.ts';

/** The one shape of every error. */
export const ErrorReply = Exact({
  error: Exact({
    code: Type.Union(Object.keys(errorTable).map(code => Type.Literal(code as ErrorCode))),
    message: Type.String({ description: 'for people; it may change' }),
    requestId: Type.String(),
    leader: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'URL, where it is known' }),
    ),
    version: Type.Optional(WatermarkVersion),
    epoch: Type.Optional(Type.Integer()),
    floor: Type.Optional(Type.Integer({ description: 'the oldest version from which changes can be told' })),
    operation: Type.Optional(
      Type.Integer({ description: 'place in the batch of the operation that was refused, from 0' }),
    ),
    quorum: Type.Optional(Type.Integer()),
    acks: Type.Optional(Type.Integer()),
    followers: Type.Optional(Type.Integer()),
    outcome: Type.Optional(
      Type.Literal('indeterminate', {
        description: 'the write is stored and may yet commit; see GET /writes/:version',
      }),
    ),
  }),
});
export type ErrorReply = Static<typeof ErrorReply>;

export function errorReply(error: QuorateError, requestId: string): ErrorReply {
  return { error: { code: error.code, message: error.message, requestId, ...error.details } };
}

/** What Fastify and its validator put on the errors that they throw. */
interface FrameworkError {
  readonly code?: string;
  readonly statusCode?: number;
  readonly message: string;
  readonly validation?: readonly ValidationFault[];
  readonly validationContext?: string;
}

interface ValidationFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The error a client gets for whatever was thrown while its request was served. Anything that is not known to
 * be the client's doing becomes `INTERNAL`, and its message stays in the log.
 */
export function toQuorateError(thrown: unknown): QuorateError {
  if (thrown instanceof QuorateError) return thrown;
  if (thrown instanceof StorageError) return new QuorateError('STORAGE_UNAVAILABLE', thrown.message);
  const error = (thrown ?? {}) as Partial<FrameworkError>;
  if (error.validation?.[0] !== undefined) {
    return new QuorateError(
      'INVALID_REQUEST',
      describe(error.validation[0], error.validationContext ?? 'request'),
    );
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new QuorateError(
        'BODY_TOO_LARGE',
        'The body is too large for this node; send less, or raise BODY_LIMIT_BYTES.',
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new QuorateError(
        'UNSUPPORTED_MEDIA_TYPE',
        'Send the body as JSON, with the header content-type: application/json.',
      );
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new QuorateError('INVALID_REQUEST', 'The body is empty; send a JSON object.');
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new QuorateError(
      'INVALID_REQUEST',
      `${(error.message ?? 'The request is not valid').replace(/\.$/, '')}.`,
    );
  }
  return new QuorateError(
    'INTERNAL',
    'Something went wrong in Quorate; the log has the details under this request id.',
  );
}

/** One sentence for the first fault: which member, and what it should be. */
function describe(fault: ValidationFault, where: string): string {
  const member = `${where}${fault.instancePath.replaceAll('/', '.')}`;
  if (fault.keyword === 'additionalProperties') {
    return `${member} has an unknown property "${String(fault.params['additionalProperty'])}"; remove it.`;
  }
  if (fault.keyword === 'format' && fault.params['format'] === 'quorate-key') {
    return `${member} must be 1 to 512 bytes of well-formed UTF-8.`;
  }
  if (fault.keyword === 'format' && fault.params['format'] === 'quorate-client-key') {
    return `${member} must be 1 to 512 bytes of well-formed UTF-8, and not begin with U+0000 and "quorate/".`;
  }
  if (fault.keyword === 'const' || fault.keyword === 'anyOf')
    return `${member} has a value that is not allowed here.`;
  return `${member} ${fault.message ?? 'is not valid'}.`;
}
