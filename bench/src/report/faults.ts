import { countFailures, describeFailures } from '../measure/recorder.ts';
import { describeCell } from '../measure/rounds.ts';
import type { CellSummary } from '../measure/summary.ts';

/** A sentence for each thing that went wrong; none if all went well. */
export function describeFaults(cells: readonly CellSummary[]): string[] {
  const sentences: string[] = [];
  for (const cell of cells) {
    const where = describeCell(cell.target, cell);
    if (countFailures(cell.failures) > 0)
      sentences.push(`FAILED: ${where}: ${describeFailures(cell.failures)}.`);
    if (cell.levelMs === null) sentences.push(`FAILED: ${where}: a follower did not become level.`);
    if (cell.identical === false) sentences.push(`FAILED: ${where}: the replicas differ.`);
  }
  return sentences;
}
