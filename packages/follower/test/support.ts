import type { ReplicateRequest } from '@quorate/protocol';
import type { EpochPromise, Store } from '@quorate/store';
import { openMemoryStore } from '@quorate/store';

/** A batch of the first leader in epoch 0, or what differs from it. */
export function batchOf(parts: Partial<ReplicateRequest> = {}): ReplicateRequest {
  return {
    epoch: 0,
    leader: leaderOf('first'),
    incarnation: '',
    watermark: 0,
    collect: 0,
    entries: [],
    ...parts,
  };
}

export function leaderOf(incarnation: string): ReplicateRequest['leader'] {
  return { id: 'leader', url: `http://${incarnation}`, incarnation };
}

/** A write to the disk that the test answers. */
interface DiskWrite {
  readonly promise: EpochPromise | undefined;
  readonly succeed: () => void;
  readonly fail: () => void;
}

export interface SlowStore {
  readonly store: Store;
  /** Promises of epochs that wait for the disk, oldest first. */
  readonly promises: DiskWrite[];
  /** Batches that wait for the disk, oldest first. */
  readonly applies: DiskWrite[];
}

/** A memory store behind a disk that answers only when the test says so. What is asked for stands at once. */
export function slowStore(): SlowStore {
  const memory = openMemoryStore();
  const promises: DiskWrite[] = [];
  const applies: DiskWrite[] = [];
  const wait = (queue: DiskWrite[], promise?: EpochPromise): Promise<void> => {
    const done = Promise.withResolvers<void>();
    done.promise.catch(() => {});
    queue.push({ promise, succeed: done.resolve, fail: () => done.reject(new Error('disk full')) });
    return done.promise;
  };
  const slow: Partial<Store> = {
    durability: 'sync',
    apply: (entries, watermark) => ({
      outcomes: memory.apply(entries, watermark).outcomes,
      durable: wait(applies),
    }),
    promiseEpoch: promise => {
      void memory.promiseEpoch(promise);
      return wait(promises, promise);
    },
  };
  const store = new Proxy(memory, {
    get: (target, name) => {
      const member: unknown = Reflect.get(name in slow ? slow : target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { store, promises, applies };
}

/** Whether a promise is settled, once everything that can run without the disk has run. */
export async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const mark = () => {
    settled = true;
  };
  promise.then(mark, mark);
  await new Promise(resolve => setImmediate(resolve));
  return settled;
}
