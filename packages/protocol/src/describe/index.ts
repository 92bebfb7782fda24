import { changes } from './changes.ts';
import { demonstration } from './demonstration.ts';
import type { Operation } from './operation.ts';
import { operators } from './operators.ts';
import { reads } from './reads.ts';
import { replication } from './replication.ts';
import { writes } from './writes.ts';

export { errorExamples } from './errors.ts';
export { type Content, headers, JSON_TYPE, type Operation, type Reply, tags } from './operation.ts';

/** What the OpenAPI document says of each route, by method and path as Fastify writes it. */
export const operations: Readonly<Record<string, Operation>> = {
  ...writes,
  ...reads,
  ...changes,
  ...operators,
  ...demonstration,
  ...replication,
};
