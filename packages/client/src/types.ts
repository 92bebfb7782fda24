import type { ErrorCode, WriteReply as PlainWriteReply, ReadReply } from '@quorate/protocol';

// What the wire carries and `@quorate/protocol` does not describe yet. Each type here has its successor's name:
//   Trace, WriteReply (with `trace`), BatchOperation, BatchReply, KeysReply, Change, ChangesReply,
//   WireErrorCode (ErrorCode with IDEMPOTENCY_CONFLICT and CHANGES_COMPACTED).

/** When each follower acked, and when each quorum was reached, in milliseconds after the version was issued. */
export interface Trace {
  readonly acks: readonly { readonly follower: string; readonly afterMs: number }[];
  readonly quorums: readonly { readonly quorum: number; readonly afterMs: number }[];
}

export type WriteReply = PlainWriteReply & { readonly trace?: Trace };

export type BatchOperation =
  | {
      readonly key: string;
      readonly value: unknown;
      /** The value goes by itself after so many milliseconds. */
      readonly ttlMs?: number | undefined;
      /** Only if this version stands for the key; 0: only if no value does. */
      readonly ifVersion?: number | undefined;
    }
  | { readonly key: string; readonly delete: true; readonly ifVersion?: number | undefined };

/** Operation `i` has version `firstVersion + i`. */
export type BatchReply = Omit<WriteReply, 'key' | 'version'> & {
  readonly firstVersion: number;
  readonly lastVersion: number;
};

export interface KeysReply {
  readonly entries: readonly Omit<ReadReply, 'committed'>[];
  /** There when there may be more. */
  readonly next?: string;
}

/** The newest entry of a key. */
export type Change =
  | { readonly key: string; readonly version: number; readonly value: unknown }
  | { readonly key: string; readonly version: number; readonly deleted: true };

export type WireErrorCode = ErrorCode | 'IDEMPOTENCY_CONFLICT' | 'CHANGES_COMPACTED';
