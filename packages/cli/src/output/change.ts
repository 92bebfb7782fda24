import type { Change } from '@quorate/client';
import type { Paint } from './colour.ts';
import { shownKey, shownValue } from './text.ts';

/** A change on one line: its version, the key, and the value or that it is gone. */
export function changeLine(change: Change, paint: Paint): string {
  const what = 'deleted' in change ? paint('warn', 'deleted') : `= ${shownValue(change.value)}`;
  return `${paint('dim', String(change.version))}  ${shownKey(change.key)} ${what}`;
}
