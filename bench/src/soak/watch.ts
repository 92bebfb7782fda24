import type { NodeProcess } from '@quorate/cluster';
import { cpuSeconds } from '../measure/cpu.ts';
import { readMemory } from '../measure/memory.ts';

/** One node at one moment. */
export interface NodeSample {
  readonly node: string;
  /** From the start of the hold. */
  readonly atMs: number;
  /** How often the node had been started again. */
  readonly restarts: number;
  readonly residentMb: number;
  /** Without mapped files. */
  readonly ownMb: number;
  /** Cores that it kept busy since the sample before; null in its first. */
  readonly cores: number | null;
}

/** Looks at all nodes again and again; a node that does not run at that moment has no sample. */
export class Watch {
  readonly samples: NodeSample[] = [];
  readonly #nodes: readonly NodeProcess[];
  readonly #last = new Map<string, { pid: number; restarts: number; atMs: number; cpu: number | null }>();

  constructor(nodes: readonly NodeProcess[]) {
    this.#nodes = nodes;
  }

  sample(atMs: number): void {
    for (const { id, pid, running } of this.#nodes) {
      const memory = running ? readMemory(pid) : null;
      if (memory === null) continue;
      const before = this.#last.get(id);
      const same = before?.pid === pid;
      const restarts = before === undefined ? 0 : before.restarts + (same ? 0 : 1);
      const cpu = cpuSeconds([pid]);
      const spent = same && cpu !== null && before.cpu !== null ? cpu - before.cpu : null;
      this.samples.push({
        node: id,
        atMs: Math.round(atMs),
        restarts,
        residentMb: tenths(memory.residentBytes / 1e6),
        ownMb: tenths(memory.ownBytes / 1e6),
        cores: spent === null ? null : Math.round((spent * 1e5) / (atMs - before!.atMs)) / 100,
      });
      this.#last.set(id, { pid, restarts, atMs, cpu });
    }
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
