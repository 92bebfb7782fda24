import { driveHttp } from '../measure/load.ts';
import type { Cell, Target } from '../measure/rounds.ts';
import { KEYS, keyValues } from '../throughput/bodies.ts';
import { type Durability, quorateName, quorateTarget, type Work } from '../throughput/targets.ts';

export interface BatchesOptions {
  readonly followers: number;
  readonly quorum: number;
  readonly durabilities: readonly Durability[];
  /** Entries of a batch; 1: `POST /write`. */
  readonly sizes: readonly number[];
  readonly connections: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
}

export function targetName(durability: Durability, size: number): string {
  return `${quorateName(durability)}${workName(size)}`;
}

function workName(size: number): string {
  return size === 1 ? ', single writes' : `, batches of ${size}`;
}

/** Every durability with every size, over the same keys and values. */
export function batchTargets({
  durabilities,
  sizes,
  connections,
  followers,
  quorum,
}: BatchesOptions): Target[] {
  const cells: Cell[] = connections.map(count => ({ connections: count, quorum }));
  return durabilities.flatMap(durability =>
    sizes.map(size => quorateTarget(durability, followers, cells, workOf(size, quorum))),
  );
}

function workOf(size: number, quorum: number): Work {
  const bodies = size === 1 ? singleBodies(quorum) : batchBodies(size, quorum);
  const path = size === 1 ? '/write' : '/batch';
  return {
    name: workName(size),
    drive: url => (cell, recorder, signal) =>
      driveHttp({ url: url + path, bodies, connections: cell.connections }, recorder, signal),
  };
}

function singleBodies(quorum: number): string[] {
  return keyValues().map(entry => JSON.stringify({ ...entry, quorum }));
}

/** All keys in turn; the last batch begins again at the first key. At least one for each connection. */
function batchBodies(size: number, quorum: number): string[] {
  const entries = keyValues();
  const count = Math.max(64, Math.ceil(KEYS / size));
  return Array.from({ length: count }, (_, batch) => {
    const operations = Array.from({ length: size }, (_, i) => entries[(batch * size + i) % KEYS]);
    return JSON.stringify({ operations, quorum });
  });
}
