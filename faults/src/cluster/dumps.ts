import type { Dump, DumpEntry } from '../history/history.ts';
import type { Member } from './member.ts';

const LIMIT_MS = 30_000;

export function readDumps(members: readonly Member[]): Promise<Dump[]> {
  return Promise.all(
    members.map(async ({ id, url }) => {
      const answer = await fetch(`${url}/dump`, { signal: AbortSignal.timeout(LIMIT_MS) });
      const { entries } = (await answer.json()) as { entries: DumpEntry[] };
      return { node: id, entries };
    }),
  );
}
