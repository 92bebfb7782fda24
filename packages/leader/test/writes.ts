import { type Batch, createBatch, type Outgoing } from '../src/followers/batch.ts';
import { Race } from '../src/write/race.ts';

/** A write whose JSON has so many characters. */
export function outgoing(version: number, characters = 10): Outgoing {
  const encoded = 'x'.repeat(characters);
  return { version, encoded, race: new Race('a', version, 1, 1, 0, undefined) };
}

export function batchOf(versions: readonly number[], characters = 10): Batch {
  return createBatch(versions.map(version => outgoing(version, characters)));
}

export function versionsOf(batches: readonly Batch[]): number[] {
  return batches.flatMap(({ writes }) => writes.map(({ version }) => version));
}
