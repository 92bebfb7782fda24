import type { Version } from '@quorate/store';

/**
 * How far a reader of changes has come. Who begins at the beginning needs no deletions that were forgotten
 * before: those up to its baseline. So what it has seen stays complete as long as no deletion above both is
 * forgotten.
 */
export interface Cursor {
  /** Everything at or below it was seen. */
  readonly after: Version;
  /** What was forgotten when the reader began. */
  readonly baseline: Version;
}

/**
 * @param text `AFTER` or `AFTER-BASELINE`; absent or 0 for the beginning
 * @param collected deletions at or below it are forgotten now
 */
export function parseCursor(text: string | undefined, collected: Version): Cursor {
  const [after = 0, baseline] = (text ?? '')
    .split('-')
    .map(part => Math.min(Number(part), Number.MAX_SAFE_INTEGER));
  if (after === 0 && baseline === undefined) return { after, baseline: collected };
  return { after, baseline: baseline ?? after };
}

export function formatCursor({ after, baseline }: Cursor): string {
  return after >= baseline ? `${after}` : `${after}-${baseline}`;
}

/** Whether nothing that the reader needs is forgotten. */
export function isComplete({ after, baseline }: Cursor, collected: Version): boolean {
  return collected <= Math.max(after, baseline);
}
