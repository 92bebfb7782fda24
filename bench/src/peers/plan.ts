import type { Target } from '../measure/rounds.ts';
import { findProgram, type Program } from '../servers/program.ts';
import type { PeerSize } from './peer.ts';
import { type System, type SystemId, systems } from './systems.ts';

/** As the reference deployment has. */
export const FOLLOWERS = 5;

export interface PeersOptions extends PeerSize {
  readonly seconds: number;
  readonly rounds: number;
}

interface Planned {
  readonly system: System;
  /** Null for what is in this repository. */
  readonly version: string | null;
  readonly target: Target;
}

export interface Plan {
  readonly planned: readonly Planned[];
  /** Wanted, but not installed. */
  readonly skipped: readonly System[];
}

/** `find` looks for an installed program, as {@link findProgram} does. */
export function planPeers(
  size: PeerSize,
  only: readonly SystemId[],
  find: (name: string) => Program | null = findProgram,
): Plan {
  const planned: Planned[] = [];
  const skipped: System[] = [];
  for (const system of systems.filter(one => only.includes(one.id))) {
    const program = system.needs && find(system.needs.program);
    if (system.needs !== null && program === null) {
      skipped.push(system);
      continue;
    }
    planned.push({ system, version: program?.version ?? null, target: system.target(size, program) });
  }
  return { planned, skipped };
}

/** One line that names what is left out and how to have it, or nothing. */
export function describeSkipped(skipped: readonly System[]): string {
  if (skipped.length === 0) return '';
  const packages = new Set(skipped.map(({ needs }) => needs!.debian));
  const names = skipped.map(({ name }) => name).join('; ');
  return `Not installed, so left out: ${names}. On Debian: apt-get install ${[...packages].join(' ')}`;
}
