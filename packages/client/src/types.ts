import type { ErrorCode, ReadReply } from '@quorate/protocol';

// What the wire carries and `@quorate/protocol` does not describe yet, under its successor's name: KeysReply, Change,
// and WireErrorCode (ErrorCode with CHANGES_COMPACTED).

/** One write of a batch. */
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

export interface KeysReply {
  readonly entries: readonly Omit<ReadReply, 'committed'>[];
  /** There when there may be more. */
  readonly next?: string;
}

/** The newest entry of a key. */
export type Change =
  | { readonly key: string; readonly version: number; readonly value: unknown }
  | { readonly key: string; readonly version: number; readonly deleted: true };

export type WireErrorCode = ErrorCode | 'CHANGES_COMPACTED';
