import { readFileSync } from 'node:fs';

export interface Memory {
  /** All that stands in memory for the process, files mapped into it included. */
  readonly residentBytes: number;
  /** What of it is the process's own (heap, stacks); the rest is mapped files, which the kernel can drop. */
  readonly ownBytes: number;
}

/** Null where there is no /proc, or for a process that has just ended. */
export function readMemory(pid: number): Memory | null {
  try {
    return parseMemory(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return null;
  }
}

/** VmRSS and RssAnon of `/proc/PID/status`; see proc_pid_status(5). A zombie has neither: null. */
export function parseMemory(status: string): Memory | null {
  const field = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]);
  const memory = { residentBytes: field('VmRSS'), ownBytes: field('RssAnon') };
  return Number.isNaN(memory.residentBytes + memory.ownBytes) ? null : memory;
}

export function meanMemory(all: readonly (Memory | null)[]): Memory | null {
  const known = all.filter(one => one !== null);
  if (known.length < all.length || known.length === 0) return null;
  const mean = (pick: (memory: Memory) => number) =>
    known.reduce((sum, one) => sum + pick(one), 0) / known.length;
  return { residentBytes: mean(one => one.residentBytes), ownBytes: mean(one => one.ownBytes) };
}
