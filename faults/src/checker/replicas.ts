import type { Dump, DumpEntry } from '../history/history.ts';
import type { Facts } from './facts.ts';
import type { Violation } from './violation.ts';

/** All replicas hold the same. */
export function* differingReplicas({ dumps }: Facts): Generator<Violation> {
  const [first, ...others] = dumps;
  if (first === undefined) return;
  const expected = byKey(first);
  for (const other of others) {
    const found = byKey(other);
    const differing = [...new Set([...expected.keys(), ...found.keys()])].filter(
      key => !same(expected.get(key), found.get(key)),
    );
    if (differing.length === 0) continue;
    yield {
      rule: 'replicas-differ',
      message: `${first.node} and ${other.node} differ in ${differing.length} keys: ${differing.slice(0, 5).join(', ')}`,
      evidence: differing.slice(0, 5).map(key => ({
        key,
        [first.node]: expected.get(key) ?? null,
        [other.node]: found.get(key) ?? null,
      })),
    };
  }
}

function byKey({ entries }: Dump): Map<string, DumpEntry> {
  return new Map(entries.map(entry => [entry.key, entry]));
}

function same(a: DumpEntry | undefined, b: DumpEntry | undefined): boolean {
  return a?.version === b?.version && a?.value === b?.value;
}
