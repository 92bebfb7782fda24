import { setTimeout as sleep } from 'node:timers/promises';
import type { Cell, RunningTarget, Target } from '../measure/rounds.ts';
import { ServerGroup } from '../servers/server-group.ts';
import type { Line } from '../wire/line.ts';
import { driveWriters } from '../wire/loop.ts';

const LEVEL_LIMIT_MS = 60_000;
const POLL_MS = 25;

/** A running cluster of another system. */
export interface Peer {
  readonly drive: RunningTarget['drive'];
  /** Whether every replica has all that the leader has. */
  level(): Promise<boolean>;
  /** A hash of each replica's data. */
  digests(): Promise<string[]>;
}

/** What every peer is started with. */
export interface PeerSize {
  readonly followers: number;
  readonly quorum: number;
  readonly connections: number;
}

export function peerTarget(
  name: string,
  cells: readonly Cell[],
  assemble: (group: ServerGroup) => Promise<Peer>,
): Target {
  return {
    name,
    cells,
    start: () =>
      ServerGroup.start(async group => {
        const peer = await assemble(group);
        return {
          pids: group.pids,
          drive: peer.drive,
          async settle(signal) {
            const levelMs = await untilLevel(peer, signal);
            const digests = await peer.digests();
            return { levelMs, identical: new Set(digests).size === 1 };
          },
          stop: () => group.stop(),
        };
      }),
  };
}

/** Drives one request after the other over each connection; they go round their shares as with HTTP. */
export function driveLines<T extends string | Buffer>(
  requests: readonly T[],
  open: () => Promise<Line>,
  failureOf: (reply: Buffer) => string | null,
): RunningTarget['drive'] {
  return ({ connections }, recorder, signal) =>
    driveWriters(
      async first => {
        const line = await open();
        let next = first;
        return {
          async write() {
            const request = requests[next]!;
            next += connections;
            if (next >= requests.length) next = first;
            return failureOf(await line.send(request));
          },
          close: () => line.close(),
        };
      },
      connections,
      recorder,
      signal,
    );
}

async function untilLevel(peer: Peer, signal: AbortSignal): Promise<number | null> {
  const start = performance.now();
  for (;;) {
    const level = await peer.level();
    const elapsedMs = performance.now() - start;
    if (level) return elapsedMs;
    if (elapsedMs > LEVEL_LIMIT_MS) return null;
    await sleep(POLL_MS, undefined, { signal });
  }
}
