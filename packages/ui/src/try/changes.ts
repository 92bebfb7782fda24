import type { Change } from '@quorate/protocol';

/** How many changes are shown; older ones go. */
export const MAX_CHANGES = 50;

/** The list with one more on top, never longer than it may be. */
export function withChange(list: readonly Change[], change: Change): readonly Change[] {
  return [change, ...list].slice(0, MAX_CHANGES);
}
