// What protocol's schemas leave open for the sake of better messages is told apart here.

/** One write of a batch. */
export type BatchOperation =
  | {
      readonly key: string;
      readonly value: unknown;
      /** The leader deletes the key so many milliseconds after the write. */
      readonly ttlMs?: number | undefined;
      /** Only if this version stands for the key; 0: only if no value does. */
      readonly ifVersion?: number | undefined;
    }
  | { readonly key: string; readonly delete: true; readonly ifVersion?: number | undefined };

/** The newest entry of a key. */
export type Change =
  | { readonly key: string; readonly version: number; readonly value: unknown }
  | { readonly key: string; readonly version: number; readonly deleted: true };
