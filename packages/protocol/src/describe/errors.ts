import { type ErrorReply, errorReply } from '../error-reply.ts';
import { type ErrorCode, type ErrorDetails, errorTable, QuorateError } from '../errors.ts';
import type { Example } from './operation.ts';

const indeterminate = { outcome: 'indeterminate', version: 42, quorum: 3, acks: 1 } as const;

/** What an error tells beside its code, where it tells anything. */
const details: Partial<Record<ErrorCode, ErrorDetails>> = {
  QUORUM_TOO_LARGE: { quorum: 9, followers: 5 },
  STALE_EPOCH: { epoch: 2, leader: 'http://127.0.0.1:5006' },
  CHANGES_COMPACTED: { floor: 40 },
  VERSION_MISMATCH: { version: 42 },
  NOT_LEADER: { leader: 'http://127.0.0.1:5000' },
  QUORUM_UNREACHABLE: { quorum: 3, followers: 2 },
  LEADERSHIP_LOST: indeterminate,
  QUORUM_TIMEOUT: { ...indeterminate, followers: 5 },
};

/** An example of each error; its message stands for the one that the node makes up for the case. */
export const errorExamples = Object.fromEntries(
  Object.entries(errorTable).map(([code, { meaning }]): [string, Example] => {
    const error = new QuorateError(code as ErrorCode, meaning, details[code as ErrorCode]);
    return [code, { summary: meaning, value: errorReply(error, '5f3a9c01-1a') satisfies ErrorReply }];
  }),
);
