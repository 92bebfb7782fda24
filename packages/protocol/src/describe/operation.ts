import type { ErrorCode } from '../errors.ts';

/** What the OpenAPI document says of one route beside its schemas. */
export interface Operation {
  /** Unique; clients that are generated name their methods after it. */
  readonly operationId: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  /** Which nodes serve it. */
  readonly where: 'any' | 'leader' | 'follower';
  /** An example for each parameter worth one. */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** Examples of the body by media type. */
  readonly body?: Readonly<Record<string, Content>>;
  /** Replies that are no errors, by status. */
  readonly replies: Readonly<Record<number, Reply>>;
  /** Errors of its own. Those that every route, or every route of its kind, can answer need not be named. */
  readonly errors?: readonly ErrorCode[];
}

export interface Reply {
  readonly description: string;
  readonly headers?: readonly HeaderName[];
  /** By media type; none: the reply has no body. */
  readonly content?: Readonly<Record<string, Content>>;
}

export interface Content {
  /** Stands in for the route's own where that says nothing of this media type. */
  readonly schema?: object;
  readonly examples: Readonly<Record<string, Example>>;
}

export interface Example {
  readonly summary: string;
  readonly value: unknown;
}

export const JSON_TYPE = 'application/json';

export const tags = {
  Writes: 'Only the leader takes writes. Each waits for the acks of as many followers as it asks for.',
  Reads: 'Every node answers from its own store; stronger levels of consistency are the leader’s.',
  Changes: 'What happened to the keys, in order of versions, page by page or live.',
  Operators: 'What people and probes ask of one node. None of it waits on anything.',
  Faults:
    'Faults on purpose between the leader and its followers, where they are allowed: see what one costs.',
  Replication: 'How a leader speaks to its followers, guarded by the cluster’s token. Not for clients.',
} as const;
type Tag = keyof typeof tags;

/** Headers of replies. */
export const headers = {
  ETag: { description: 'the version of the value, in quotes', example: '"42"' },
  'Idempotent-Replayed': {
    description: '`true`: this is the first answer to this idempotency key, given once more',
    example: 'true',
  },
  'Retry-After': { description: 'try again after so many seconds', example: '1' },
} as const;
type HeaderName = keyof typeof headers;
