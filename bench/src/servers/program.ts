import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps the servers of each PostgreSQL version here, off the PATH. */
const POSTGRES = '/usr/lib/postgresql';

export interface Program {
  readonly path: string;
  /** Dotted numbers, such as "7.0.15". */
  readonly version: string;
}

/** The first program of that name, or null where none is installed. */
export function findProgram(name: string): Program | null {
  for (const folder of folders()) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      continue;
    }
    return { path, version: readVersion(path) };
  }
  return null;
}

/** True where `version` is `least` or later, by its numbers. */
export function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0;
}

function folders(): string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return [...newestFirst(POSTGRES).map(version => join(POSTGRES, version, 'bin')), ...path, '/usr/sbin'];
}

function newestFirst(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

function readVersion(path: string): string {
  const printed = execFileSync(path, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return /\d+(\.\d+)+/.exec(printed)?.[0] ?? 'unknown';
}
