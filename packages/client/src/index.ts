export type { BatchReply, StatusReply, Trace, WriteReply } from '@quorate/protocol';
export { type Client, createClient } from './client.ts';
export {
  AccessError,
  CompactedError,
  ConflictError,
  IndeterminateError,
  InvalidRequestError,
  type LocalErrorCode,
  QuorateClientError,
  TimeoutError,
  UnavailableError,
  VersionMismatchError,
} from './errors.ts';
export type {
  CallOptions,
  ClientOptions,
  DeleteOptions,
  ListOptions,
  PutOptions,
  ReadOptions,
  StatusOptions,
  UpdateOptions,
  WatchOptions,
  WriteOptions,
} from './options.ts';
export type { Entry } from './read.ts';
export type { BatchOperation, Change } from './types.ts';
export type { WatchedChange } from './watch.ts';
