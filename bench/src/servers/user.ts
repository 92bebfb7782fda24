import { readFileSync } from 'node:fs';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom the servers run as: null (the caller) unless that is root, whom PostgreSQL refuses. All systems get the
 * same user, so that none has rights which another lacks.
 */
export function serverUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const passwd = readFileSync('/etc/passwd', 'utf8');
  const user = findUser(passwd, 'postgres') ?? findUser(passwd, 'nobody');
  if (user === null)
    throw new Error('As root, this needs a user "postgres" or "nobody" to run the servers as.');
  return user;
}

/** From the text of passwd(5). */
export function findUser(passwd: string, name: string): User | null {
  const fields = passwd
    .split('\n')
    .map(line => line.split(':'))
    .find(([first]) => first === name);
  return fields === undefined ? null : { uid: Number(fields[2]), gid: Number(fields[3]) };
}
