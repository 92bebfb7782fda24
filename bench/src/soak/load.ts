import type { Desk } from './desk.ts';
import { driveLane, type Worker } from './lane.ts';
import { READ_SHARE } from './mixture.ts';
import { closedPace, openPace, type Pace } from './pace.ts';
import { Rests, soakReader } from './reader.ts';
import { soakWriter } from './writer.ts';

/** Readers for each writer. */
const READERS = 1 / 4;
/** Of requests that were due for so long that they were not sent at all. */
const NEVER_SENT = 'never sent';

/** A closed loop of the same mixture, which shows how many requests the cluster can take. */
export function driveClosed(desk: Desk, connections: number, endMs: number): Promise<void> {
  const rests = new Rests();
  const workers = Array.from({ length: connections }, (): Worker => {
    const [writer, reader] = [soakWriter(desk), soakReader(desk, rests)];
    return {
      async open() {
        await Promise.all([writer.open(), reader.open()]);
      },
      serve: turn => (desk.mixture.isRead() ? reader : writer).serve(turn),
      close() {
        writer.close();
        reader.close();
      },
    };
  });
  return driveLane(workers, closedPace(endMs), desk.signal);
}

export interface OpenLoad {
  /** How far it is behind its pace. */
  lagMs(): number;
  readonly done: Promise<void>;
}

/** An open loop. Reads have workers of their own, so that a follower that does not answer holds up no write. */
export function driveOpen(
  desk: Desk,
  options: { connections: number; perSecond: number; startMs: number; endMs: number },
): OpenLoad {
  const { connections, perSecond, startMs, endMs } = options;
  const rests = new Rests();
  const lane = (share: number, count: number, worker: () => Worker): [Pace, Worker[]] => [
    openPace(share * perSecond, startMs, endMs),
    Array.from({ length: count }, worker),
  ];
  const lanes = [
    lane(1 - READ_SHARE, connections, () => soakWriter(desk)),
    lane(READ_SHARE, Math.ceil(connections * READERS), () => soakReader(desk, rests)),
  ];
  const drive = async () => {
    await Promise.all(lanes.map(([pace, workers]) => driveLane(workers, pace, desk.signal)));
    for (const [pace] of lanes)
      for (let left = pace.owed(); left > 0; left--) desk.windows.failure(NEVER_SENT, endMs);
  };
  return {
    lagMs: () => Math.max(...lanes.map(([pace]) => pace.lagMs(performance.now()))),
    done: drive(),
  };
}
