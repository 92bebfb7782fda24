export * from './describe/index.ts';
export { ErrorReply, errorReply, toQuorateError } from './error-reply.ts';
export { type ErrorCode, type ErrorDetails, errorTable, QuorateError } from './errors.ts';
export { LineSplitter, NDJSON } from './lines.ts';
export * from './read.ts';
export * from './replicate.ts';
export * from './status.ts';
export { bodyValidation, parameterValidation } from './validation.ts';
export * from './write.ts';
