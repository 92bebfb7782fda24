import type { Facts, Sighting } from './facts.ts';
import { HighWater } from './high-water.ts';
import type { Violation } from './violation.ts';

/** A version is issued once, for one write. */
export function* versionsUsedTwice({ sightings }: Facts): Generator<Violation> {
  const first = new Map<number, Sighting>();
  const told = new Set<number>();
  for (const sighting of sightings) {
    const { key, value, version, by } = sighting;
    const other = first.get(version);
    if (other === undefined) first.set(version, sighting);
    else if ((other.key !== key || other.value !== value) && !told.has(version)) {
      told.add(version);
      yield {
        rule: 'version-twice',
        message: `version ${version} stands for ${other.key} and for ${key}, or for two values of it`,
        evidence: [other.by, by],
      };
    }
  }
}

/** A write that began when a version had been seen already gets a higher one, whatever their keys. */
export function* versionsOutOfOrder({ history, sightings }: Facts): Generator<Violation> {
  const seen = new HighWater(sightings);
  for (const write of history.writes) {
    if (write.outcome !== 'acked') continue;
    const earlier = seen.before(write.startMs);
    if (earlier === undefined || earlier.version < write.version!) continue;
    yield {
      rule: 'version-order',
      message: `version ${earlier.version} had been seen, but a write that began later was acked as ${write.version}`,
      evidence: [earlier.by, write],
    };
  }
}
