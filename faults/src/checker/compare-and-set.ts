import type { Facts } from './facts.ts';
import type { Violation } from './violation.ts';

/** Between the version that a write names and its own, nothing else was promised for the key. */
export function* brokenCompareAndSets({ history, promisesOf }: Facts): Generator<Violation> {
  for (const write of history.writes) {
    const { ifVersion, outcome, version, key } = write;
    if (outcome !== 'acked' || ifVersion === undefined) continue;
    const between = promisesOf(key).find(
      promise => promise.version > ifVersion && promise.version < version!,
    );
    if (between === undefined) continue;
    yield {
      rule: 'compare-and-set',
      message: `${key}: version ${version} was written only if ${ifVersion} stood, but version ${between.version} did`,
      evidence: [between.by, write],
    };
  }
}
