import type { Facts, Sighting } from './facts.ts';
import type { Violation } from './violation.ts';

/**
 * Whatever is seen was written: by a request that was not refused, for this key. A new leader may issue a write
 * anew under a new version, but not over something newer that was promised.
 */
export function* strangeValues(facts: Facts): Generator<Violation> {
  const known = new Set<string>();
  for (const sighting of facts.sightings) {
    const { key, value, version } = sighting;
    const id = `${key} ${version} ${value}`;
    if (known.has(id)) continue;
    known.add(id);
    const fault = judge(facts, sighting);
    if (fault !== undefined) yield fault;
  }
}

function judge({ writeOf, originOf, promisesOf }: Facts, seen: Sighting): Violation | undefined {
  const { key, value, version, by } = seen;
  const write = writeOf.get(value);
  const what = `${key}: version ${version} with value ${brief(value)}`;
  if (write === undefined || write.key !== key) {
    return { rule: 'unknown-value', message: `${what}, which nobody wrote`, evidence: [by] };
  }
  if (write.outcome === 'refused') {
    return {
      rule: 'refused-write-seen',
      message: `${what}, whose write was refused`,
      evidence: [write, by],
    };
  }
  const origin = originOf(value)!;
  if (version < origin) {
    return {
      rule: 'unknown-value',
      message: `${what}, which was issued later, as version ${origin}`,
      evidence: [write, by],
    };
  }
  const overruled = promisesOf(key).find(
    promise => promise.version > origin && promise.version < version && promise.value !== value,
  );
  if (overruled === undefined) return undefined;
  return {
    rule: 'overruled-by-older',
    message: `${what}: a write of version ${origin}, issued anew over version ${overruled.version}`,
    evidence: [write, overruled.by, by],
  };
}

function brief(value: string): string {
  return value.length > 24 ? `${value.slice(0, 24)}…` : value;
}
