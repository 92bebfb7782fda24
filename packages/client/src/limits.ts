/** How long one node may take to answer a read, in milliseconds; a node's own limit is 2 s unless set otherwise. */
export const READ_ATTEMPT_MS = 3_000;

/** How long a node waits for a write's quorum where it is told nothing, and was not set otherwise. */
export const WRITE_WAIT_MS = 5_000;

/** The longest wait that a node takes. */
export const MAX_WRITE_WAIT_MS = 60_000;

/** What a node may take beside the wait: it sends a trace up to a second later, and the way is not free. */
export const WRITE_MARGIN_MS = 2_000;
