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

/** @throws CliError `BAD_LINE` */
export function entryOf(line: Line): Numbered {
  const { key, value, version } = objectOf(line, ['key', 'value', 'version']);
  if (value === undefined) throw badLine(line.number, 'it has no value');
  if (version !== undefined && !Number.isSafeInteger(version)) {
    throw badLine(line.number, 'its version is no whole number');
  }
  return { line: line.number, operation: { key: key as string, value }, chars: line.text.length };
}
