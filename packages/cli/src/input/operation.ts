import type { BatchOperation } from '@quorate/client';
import { badLine, type Line, objectOf } from './lines.ts';

/** An operation, and the line that it stands in. */
export interface Numbered {
  readonly line: number;
  readonly operation: BatchOperation;
  /** About its share of a body. */
  readonly chars: number;
}

/** @throws CliError `BAD_LINE` */
export function operationOf(line: Line): Numbered {
  const members = objectOf(line, ['key', 'value', 'delete', 'ttlMs', 'ifVersion']);
  for (const name of ['ttlMs', 'ifVersion']) {
    const value = members[name];
    if (value !== undefined && !Number.isSafeInteger(value)) {
      throw badLine(line.number, `its ${name} is no whole number`);
    }
  }
  if ('delete' in members) {
    if (members['delete'] !== true) throw badLine(line.number, 'its delete is not true');
    if ('value' in members || 'ttlMs' in members) {
      throw badLine(line.number, 'it has both a delete and a value or ttlMs');
    }
  } else if (!('value' in members)) throw badLine(line.number, 'it has neither a value nor a delete');
  const operation = members as unknown as BatchOperation;
  return { line: line.number, operation, chars: line.text.length };
}

/**
 * @param nowMs Unix milliseconds: what expires keeps its time, and goes at once if that is over
 * @throws CliError `BAD_LINE`
 */
export function entryOf(line: Line, nowMs: number): Numbered {
  const members = objectOf(line, ['key', 'value', 'version', 'expiresAtMs']);
  const { key, value, expiresAtMs } = members;
  if (value === undefined) throw badLine(line.number, 'it has no value');
  for (const name of ['version', 'expiresAtMs']) {
    const number = members[name];
    if (number !== undefined && !Number.isSafeInteger(number)) {
      throw badLine(line.number, `its ${name} is no whole number`);
    }
  }
  const expiring = expiresAtMs === undefined ? {} : { ttlMs: Math.max(1, (expiresAtMs as number) - nowMs) };
  const operation = { key: key as string, value, ...expiring };
  return { line: line.number, operation, chars: line.text.length };
}
