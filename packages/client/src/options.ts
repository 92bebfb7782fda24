export interface ClientOptions {
  /**
   * Base URLs of any nodes, such as `http://127.0.0.1:5000`; one is enough, the client learns of the others.
   * Over HTTPS, Node's own trust decides: a CA of one's own is named by `NODE_EXTRA_CA_CERTS`.
   */
  readonly urls: readonly string[];
  /** How long a call may take, its retries included, in milliseconds; 10,000 if absent. */
  readonly timeoutMs?: number | undefined;
  /** Shown to every node, where the cluster asks its clients for one. */
  readonly token?: string | undefined;
}

export interface CallOptions {
  /**
   * Ends the call, which then rejects with the signal's reason. A write that was on its way may still be
   * stored.
   */
  readonly signal?: AbortSignal | undefined;
  /** How long this call may take, its retries included, in milliseconds; the client's own if absent. */
  readonly timeoutMs?: number | undefined;
}

export interface ReadOptions extends CallOptions {
  /** `local` if absent: any node answers at once. The stronger two are the leader's to answer. */
  readonly consistency?: 'local' | 'committed' | 'linearizable' | undefined;
  /** The node that answers has at least this version; the client's `lastVersion` if absent, 0 for none. */
  readonly minVersion?: number | undefined;
}

/** Of a put, a delete or a batch. The node waits for the quorum a little less long than `timeoutMs`. */
export interface WriteOptions extends CallOptions {
  /** Followers that must have the write before it is done; the cluster's own quorum if absent. */
  readonly quorum?: number | undefined;
  /** Asks for the time of each ack; the write then waits for the slower followers too, at most a second. */
  readonly trace?: boolean | undefined;
  /**
   * What makes a second sending of this write known as such; a random UUID if absent. With `null` none is
   * sent, and the write is sent again only where it is sure that nothing was stored.
   */
  readonly idempotencyKey?: string | null | undefined;
}

export interface PutOptions extends WriteOptions {
  /** The value goes by itself after so many milliseconds. */
  readonly ttlMs?: number | undefined;
  /** Only if this version stands for the key; 0: only if no value does. */
  readonly ifVersion?: number | undefined;
}

export interface DeleteOptions extends WriteOptions {
  /** Only if this version stands for the key. */
  readonly ifVersion?: number | undefined;
}

export interface ListOptions extends CallOptions {
  /** Only keys that begin so. */
  readonly prefix?: string | undefined;
  /** Only keys above this one, in the order of their UTF-8 bytes. */
  readonly after?: string | undefined;
  /** Entries asked for at a time, 1 to 1,000; 100 if absent. `timeoutMs` is for each page. */
  readonly pageSize?: number | undefined;
}

export interface WatchOptions {
  /** The cursor of the last change seen, or a version; everything that stands comes first if absent. */
  readonly since?: number | string | undefined;
  /** Only keys that begin so. */
  readonly prefix?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long it tries to find a node that streams, each time it has lost one, in ms; 60,000 if absent. */
  readonly timeoutMs?: number | undefined;
  /** Called each time all that stood was sent, with the version that it reaches. */
  readonly onLevel?: ((version: number) => void) | undefined;
}

export interface UpdateOptions extends Omit<PutOptions, 'ifVersion' | 'idempotencyKey'> {
  /** How often the value is read and written before the update gives up; 16 if absent. */
  readonly attempts?: number | undefined;
}

export interface StatusOptions extends CallOptions {
  /** The node that is asked, and no other; if absent the leader, or any node while there is none. */
  readonly url?: string | undefined;
}
