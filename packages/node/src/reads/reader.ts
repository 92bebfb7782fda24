import { notLeader } from '@quorate/follower';
import { type KeyQuery, QuorateError } from '@quorate/protocol';
import { type Entry, isReserved, isTombstone, type Put } from '@quorate/store';
import type { Replica } from '../replica.ts';

/** What a reader sees of an entry: neither tombstones nor Quorate's own keys. */
export function visible(entry: Entry | undefined): Put | undefined {
  return entry === undefined || isTombstone(entry) || isReserved(entry.key) ? undefined : entry;
}

/** Reads one key, at once or as soon as the node can answer at the level asked for. */
export class Reader {
  readonly #replica: Replica;
  readonly #timeoutMs: number;

  constructor(replica: Replica, timeoutMs: number) {
    this.#replica = replica;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Calls `answer` with what stands for the key: in this turn if nothing is to be waited for.
   *
   * @throws QuorateError `KEY_NOT_FOUND`, `NOT_LEADER`, `READ_TIMEOUT`
   */
  read<T>(
    key: string,
    { consistency = 'local', minVersion }: KeyQuery,
    answer: (entry: Put) => T,
  ): T | Promise<T> {
    const { duty, store } = this.#replica;
    if (consistency === 'local' && minVersion === undefined) return answer(found(key, store.get(key)));
    if (consistency !== 'local' && duty.role === 'follower') throw notLeader(duty.follower);
    return this.#wait(key, consistency, minVersion ?? 0).then(entry => answer(found(key, entry)));
  }

  /** Resolves to what stands for the key, once it can be told. */
  async #wait(key: string, consistency: string, minVersion: number): Promise<Entry | undefined> {
    const { store, duty, waiters } = this.#replica;
    const reached = await waiters.wait(
      () => store.promises.watermark >= minVersion || (store.get(key)?.version ?? 0) >= minVersion,
    );
    if (!reached) throw this.#tooLate(`This node has not reached version ${minVersion}`);
    if (consistency === 'local') return store.get(key);
    if (duty.role === 'follower') throw notLeader(duty.follower);
    const { leader } = duty;
    if (consistency === 'linearizable') await this.#confirmed(leader.confirm());
    // What is read must stay read: an entry that is not committed yet could still be lost. One that is written
    // meanwhile is not what was asked for.
    const entry = store.get(key);
    const committed = await waiters.wait(() => entry === undefined || leader.isCommitted(entry.version));
    if (!committed) throw this.#tooLate(`Version ${entry?.version} of the key is not committed yet`);
    return entry;
  }

  async #confirmed(confirmation: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(this.#tooLate('No write quorum of followers confirmed this leader')),
        this.#timeoutMs,
      );
    });
    await Promise.race([confirmation, timeout]).finally(() => clearTimeout(timer));
  }

  #tooLate(what: string): QuorateError {
    return new QuorateError(
      'READ_TIMEOUT',
      `${what} within ${this.#timeoutMs} ms; try again, or read with consistency=local.`,
    );
  }
}

function found(key: string, entry: Entry | undefined): Put {
  const live = visible(entry);
  if (live !== undefined) return live;
  throw new QuorateError('KEY_NOT_FOUND', `No value stands for key ${JSON.stringify(key)} on this node.`);
}
