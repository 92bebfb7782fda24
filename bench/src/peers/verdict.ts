import { describeFaults } from '../report/faults.ts';
import { precise, whole } from '../report/numbers.ts';
import { CEILING } from '../throughput/targets.ts';
import type { PeersOptions } from './plan.ts';
import type { PeerCell } from './report.ts';
import type { Kind } from './systems.ts';

const kinds: readonly [Kind, string][] = [
  ['memory', 'In memory'],
  ['disk', 'On disk'],
];

/** One paragraph: what went wrong, if anything did; then each system beside Quorate of the like durability. */
export function peersVerdict({ connections, quorum }: PeersOptions, cells: readonly PeerCell[]): string {
  const sentences = describeFaults(cells);
  if (sentences.length === 0) {
    sentences.push(
      'Every request succeeded, and after every run all replicas of each system were identical.',
    );
  }
  sentences.push(`${connections} connections, quorum ${quorum}.`);
  for (const [kind, title] of kinds) {
    const clauses = cells.filter(cell => cell.kind === kind && cell.target !== CEILING).map(describe);
    if (clauses.length > 0) sentences.push(`${title}: ${clauses.join('; ')}.`);
  }
  const ceiling = cells.find(cell => cell.target === CEILING);
  if (ceiling)
    sentences.push(`The ceiling, a ${describe({ ...ceiling, ofQuorate: null, cpuOfQuorate: null })}.`);
  return sentences.join(' ');
}

function describe({ target, writesPerSecond, p99Ms, cpuPer10k, ofQuorate, cpuOfQuorate }: PeerCell): string {
  const compared = ofQuorate !== null && !target.startsWith('Quorate');
  const speed = compared ? `, ${precise(ofQuorate.median)} times Quorate’s` : '';
  const times = compared && cpuOfQuorate !== null ? ` (${precise(cpuOfQuorate)} times)` : '';
  const cpu = cpuPer10k === null ? '' : `, ${precise(cpuPer10k.median)} CPU seconds per 10,000${times}`;
  return `${target} ${whole(writesPerSecond.median)} writes/s (p99 ${precise(p99Ms.median)} ms)${speed}${cpu}`;
}
