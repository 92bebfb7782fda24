import type { Facts } from './facts.ts';
import type { Violation } from './violation.ts';

/** What was promised stands on every replica, or something newer does. */
export function* lostWrites({ dumps, promises, promisesOf }: Facts): Generator<Violation> {
  for (const { node, entries } of dumps) {
    const standing = new Map(entries.map(entry => [entry.key, entry]));
    for (const key of new Set(promises.map(promise => promise.key))) {
      const promised = promisesOf(key).at(-1)!;
      const found = standing.get(key);
      if (found !== undefined && found.version >= promised.version) continue;
      const instead = found === undefined ? 'nothing' : `version ${found.version}`;
      yield {
        rule: 'lost-write',
        message: `${key}: version ${promised.version} was promised, but ${instead} stands on ${node}`,
        evidence: [promised.by, ...(found === undefined ? [] : [found])],
      };
    }
  }
}
