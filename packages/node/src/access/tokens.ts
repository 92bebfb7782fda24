import { createHash, timingSafeEqual } from 'node:crypto';
import { type Scope, scopes } from './scope.ts';

/** A client's token as the configuration has it: not the token, but its hash. */
export interface ClientToken {
  readonly name: string;
  readonly scope: Scope;
  readonly hash: Buffer;
}

/** What a script makes of a variable that is not set: it must not stand for those who send nothing. */
const HASH_OF_NOTHING = hashOf('').toString('hex');
const LINE = /^([\w.-]{1,64}):([a-z]+):([0-9a-f]{64})$/;

/**
 * Reads `name:scope:sha256`, separated by commas or line feeds; lines that begin with # are left out. Faults are
 * told without the text that has them, which may be a token that was put there by mistake.
 */
export function parseTokens(text: string, setting: string, faults: string[]): ClientToken[] {
  const tokens: ClientToken[] = [];
  const items = text
    .split('\n')
    .filter(line => !line.trimStart().startsWith('#'))
    .flatMap(line => line.split(','))
    .map(item => item.trim())
    .filter(item => item !== '');
  for (const [i, item] of items.entries()) {
    const [, name, scope, hash] = LINE.exec(item) ?? [];
    if (name === undefined || hash === undefined || !scopes.includes(scope as Scope)) {
      faults.push(
        `${setting}: entry ${i + 1} is not name:scope:sha256, with the scope ${scopes.join(', ')}; make one with: quorate token`,
      );
    } else if (hash === HASH_OF_NOTHING) {
      faults.push(`${setting}: entry ${i + 1} has the hash of an empty token; make one with: quorate token`);
    } else if (tokens.some(token => token.name === name)) {
      faults.push(`${setting} has the name ${name} twice`);
    } else {
      tokens.push({ name, scope: scope as Scope, hash: Buffer.from(hash, 'hex') });
    }
  }
  if (items.length === 0) faults.push(`${setting} has no token in it`);
  return tokens;
}

/**
 * Finds whose token a header `authorization: Bearer TOKEN` has, in a time that does not depend on what was sent:
 * hashes of one length are compared, all of them. A token has 256 bits of chance, so that a plain hash of it tells
 * nothing: https://www.rfc-editor.org/rfc/rfc9106 is for passwords, which people choose.
 */
export function findToken(
  tokens: readonly ClientToken[],
  authorization: string | undefined,
): ClientToken | undefined {
  const [, sent] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const hash = hashOf(sent ?? '');
  let found: ClientToken | undefined;
  for (const token of tokens) if (timingSafeEqual(token.hash, hash)) found = token;
  return sent === undefined ? undefined : found;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
