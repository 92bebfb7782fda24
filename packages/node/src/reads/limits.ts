/** Entries in a page of which nobody said how long it shall be. */
export const DEFAULT_PAGE_LIMIT = 100;
/** Entries that one request may go through. */
export const MAX_EXAMINED = 10_000;
/** A page of the store that a request reads ends here, in bytes as estimated. */
export const MAX_PAGE_BYTES = 1 << 20;
