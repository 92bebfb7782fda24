import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from './run.ts';

/** Violations that are printed in full; the file has them all. */
const MAX_SHOWN = 10;

export function summarize({ history, faults, violations, failures }: RunResult): string {
  const { writes, reads } = history;
  const outcomes = Object.entries({
    acked: writes.filter(({ outcome }) => outcome === 'acked').length,
    refused: writes.filter(({ outcome }) => outcome === 'refused').length,
    indeterminate: writes.filter(({ outcome }) => outcome === 'indeterminate').length,
  });
  const answered = reads.filter(({ outcome }) => outcome !== 'failed').length;
  return [
    `writes      ${writes.length}: ${outcomes.map(([name, count]) => `${count} ${name}`).join(', ')}`,
    `reads       ${reads.length}: ${answered} answered`,
    `answers     ${countAnswers(writes)}`,
    `faults      ${faults}`,
    `violations  ${violations.length}`,
    ...(failures.length === 0 ? [] : [`failures    ${failures.length}`]),
  ].join('\n');
}

/** How often each answer came, the most frequent first. */
function countAnswers(requests: readonly { readonly answer: string }[]): string {
  return [...Map.groupBy(requests, ({ answer }) => answer)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([answer, all]) => `${all.length} × ${answer}`)
    .join(', ');
}

/** The evidence for what was found, the worst first. */
export function describeFindings({ violations, failures }: RunResult): string {
  const shown = violations.slice(0, MAX_SHOWN).map(({ rule, message, evidence }) => {
    const lines = evidence.map(item => `    ${JSON.stringify(item)}`);
    return [`${rule}: ${message}`, ...lines].join('\n');
  });
  const more = violations.length > MAX_SHOWN ? [`… and ${violations.length - MAX_SHOWN} more`] : [];
  return [...failures.map(failure => `failure: ${failure}`), ...shown, ...more].join('\n');
}

/** Writes all that is known of a run to a file, and resolves to its name. */
export async function saveRun(seed: number, events: readonly string[], result: RunResult): Promise<string> {
  const path = join(tmpdir(), `quorate-faults-${seed}-${Date.now()}.json`);
  const { history, ...rest } = result;
  const { writes, reads } = history;
  await writeFile(path, JSON.stringify({ seed, events, ...rest, writes, reads }, undefined, 1));
  return path;
}
